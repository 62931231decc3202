"""Edge cases share a tenth, unless the rubric says what a case is worth."""

import pytest

from grader.model.rubric import CaseShare

INPUTS = "    def inputs(rng):"
CASES = """    cases = {"usual": {}, "one": {}, "none": {}}
    edge = ("one", "none")

    def inputs(rng):"""


def _edge(tiny):
    tiny.spoil("scenarios.py", INPUTS, CASES)
    tiny.spoil("tiny.toml", "case_tolerances = { only = 1e-4 }", "CASE_SHARES")
    return tiny


def _shares(tiny, stated=""):
    _edge(tiny).spoil("tiny.toml", "CASE_SHARES", stated)
    return {f"{p.question.id}": p.criterion.case_shares for p in tiny.load().rubric.places()}


def test_edge_cases_share_a_tenth_in_each_criterion(tiny):
    shares = _shares(tiny)
    tenth = {f"doubled/{name}": CaseShare(share=0.05, edge=True) for name in ("one", "none")}
    assert (shares["first"], shares["second"], shares["third"]) == (tenth, tenth, {})


def test_the_rubric_may_say_what_a_case_is_worth(tiny):
    shares = _shares(tiny, "case_shares = { one = 0.3 }")
    assert shares["first"] == {
        "doubled/one": CaseShare(share=0.3, edge=True),
        "doubled/none": CaseShare(share=0.1, edge=True),
    }
    assert shares["second"]["doubled/one"].share == 0.05


def test_a_usual_case_may_have_a_share_of_its_own(tiny):
    tiny.spoil("scenarios.py", INPUTS, CASES.replace('    edge = ("one", "none")\n', ""))
    tiny.spoil("tiny.toml", "case_tolerances = { only = 1e-4 }", "case_shares = { none = 0.2 }")
    (criterion,) = tiny.load().rubric.questions[0].criteria
    assert criterion.case_shares == {"doubled/none": CaseShare(share=0.2, edge=False)}


@pytest.mark.parametrize("stated", ["usual = 0.2", "one = 0.9, none = 0.1", "one = 1"])
def test_something_must_be_left_for_the_other_cases(tiny, stated):
    _edge(tiny).spoil("tiny.toml", "CASE_SHARES", f"case_shares = {{ {stated} }}")
    error = tiny.refused()
    assert "of the points by themselves" in error.what
    assert error.where.endswith("case_shares")


def test_a_case_that_does_not_exist_has_no_share(tiny):
    _edge(tiny).spoil("tiny.toml", "CASE_SHARES", "case_shares = { ones = 0.2 }")
    assert "did you mean" in str(tiny.refused()).lower()


@pytest.mark.parametrize("edge", ['("one", "none", "usual")', '"one"', '("other",)', '["one"]'])
def test_edge_names_some_of_the_cases_and_not_all(tiny, edge):
    tiny.spoil("scenarios.py", INPUTS, CASES.replace('("one", "none")', edge))
    error = tiny.refused()
    assert "`edge` is" in error.what
    assert 'edge = ("none",)' in error.mend


def test_what_a_case_is_worth_only_judges(tiny):
    before = _edge(tiny)
    before.spoil("tiny.toml", "CASE_SHARES", "")
    first = before.load()
    before.spoil("tiny.toml", 'outputs = ["out"]', 'outputs = ["out"]\ncase_shares = { one = 0.3 }')
    second = before.load()
    assert first.run_sha256 == second.run_sha256
    assert first.sha256 != second.sha256
