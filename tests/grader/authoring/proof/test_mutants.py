"""Small edits of the reference that no case shows are told, with what could show them."""

import dataclasses

import pytest

from grader.authoring.audit import audit
from grader.authoring.proof import mutant_trials, mutants
from grader.authoring.proof.mutant_trials import MutantTrials
from grader.authoring.proof.mutants import is_below
from grader.probes.expected import expect
from grader.probes.variants import variants_of

SCALED = "def center(x):\n    return (x - x.mean(axis=0)) / opts.get('eps', 0.25)\n"
TESTS = """
[[question.criterion]]
id = "tests"
title = "Tests"
points = 1
check = "asserts"
code = "assert is_constant(np.ones((3, 2)))"
"""


@pytest.fixture
def tried(stats, slot):
    def found(most=1000):
        assignment = stats.load()
        return audit(assignment, expect(assignment), slot, mutants=most)["mutants"]

    return found


def scaled(stats):
    """Let what is centred be divided by a setting that every case gives, so that none shows its default."""
    stats.change(
        "reference.py", "def center(x):\n    return x - x.mean(axis=0)", f"{SCALED}    # the mean is 0".strip()
    )
    stats.change("reference.py", "def center(x)", "def center(x, opts={'eps': 1.0})")
    stats.change("scenarios.py", "2}\n    def run", '2, "opts": {"eps": 0.5}}\n    def run')
    stats.change("scenarios.py", 'center(given["x"])', 'center(given["x"], given["opts"])')
    for name in ("over_rows", "not_squared"):
        (stats.folder / f"mistakes/{name}.py").unlink()


def test_every_mutant_of_the_sample_is_accounted_for(tried):
    found = tried()
    kinds = ("uncaught", "equivalent", "unreached")
    assert found["sample"] == found["variants"] == found["caught"] + sum(len(found[kind]) for kind in kinds)
    assert found["uncaught"] == found["unreached"] == []
    assert (found["score"], found["interval"]) == (1.0, [1.0, 1.0])


def test_what_changes_no_number_on_any_input_is_no_fault_of_the_rubric(tried):
    same = {one["becomes"] for one in tried()["equivalent"]}
    assert {"return x - x.mean(axis=0, keepdims=True)", "return bool((x == x[1]).all())"} <= same


def test_a_default_that_every_case_overrides_is_not_caught_and_other_inputs_show_it(tried, stats):
    scaled(stats)
    left = tried()["uncaught"]
    assert {(one["path"], one["line"], one["edit"]) for one in left} == {("reference.py", 3, "number")}
    assert {one["shown_by"] for one in left} == {"centered/small, eps left out"}
    assert all("0.25" in one["source"] != one["becomes"] for one in left)


def test_a_case_that_leaves_it_out_catches_it(tried, stats):
    scaled(stats)
    stats.change("scenarios.py", '"large": {"N": 9}}', '"large": {"N": 9}, "default": {"N": 4}}')
    stats.change("scenarios.py", '{"eps": 0.5}', '{"eps": 0.5} if N != 4 else {}')
    assert tried()["uncaught"] == []


def test_what_no_case_runs_is_counted_apart(tried, stats):
    stats.change(
        "reference.py", "def variance(x):", "def variance(x):\n    if x.ndim == 5:\n        return 3 * x + 1\n"
    )
    found = tried()
    assert {(one["function"], one["line"]) for one in found["unreached"]} == {("variance", 6)}
    assert found["score"] == 1.0


def test_what_only_a_function_above_shows_is_caught(tried, stats):
    stats.change("rubric.toml", 'center = ["y"]', 'center = ["y", "cache"]')
    stats.change("rubric.toml", "seed = 4711", 'seed = 4711\nopaque = ["cache"]')
    stats.change("reference.py", "return x - x.mean(axis=0)", "return x - x.mean(axis=0), x.mean(axis=0)")
    stats.change("reference.py", "(center(x) ** 2)", "((center(x)[0] + center(x)[1]) ** 2)")
    for name in ("over_rows", "not_squared"):
        (stats.folder / f"mistakes/{name}.py").unlink()
    assert tried()["uncaught"] == []


def test_the_sample_is_as_large_as_asked_for_and_the_same_each_time(tried):
    one, other = tried(9), tried(9)
    assert one == other
    assert (one["sample"], one["seed"]) == (9, mutants.SEED)
    assert one["interval"][0] < one["score"]


def test_what_only_the_instructors_tests_can_show_is_graded(tried, stats, monkeypatch):
    monkeypatch.setattr(mutants, "MOST_GRADED", 4)
    stats.change("rubric.toml", '[[question]]\nid = "notebook"', f'{TESTS.strip()}\n[[question]]\nid = "notebook"')
    stats.change("rubric.toml", '\n[[question.criterion]]\nid = "output"\ntitle = "Constant tables"', "\nXX")
    text = stats.rubric.read_text()
    begin, end = text.index("XX"), text.index('[[question.criterion]]\nid = "tests"')
    stats.rubric.write_text((text[:begin] + text[end:]).replace('"constant.output" = "no mistake is typical"', ""))
    found = tried()
    tested = [one for one in found["uncaught"] if one["function"] == "is_constant"]
    assert found["undecided"] > 0
    assert len(tested) < 4
    assert all(one["shown_by"] is None for one in tested)


def test_a_mutant_that_never_ends_is_caught_and_many_are_not_run(stats, monkeypatch):
    monkeypatch.setattr(mutant_trials, "CPU_SECONDS", 0.01)

    def endless(_x):
        while True:
            pass

    assignment = stats.load()
    trials = MutantTrials(assignment, expect(assignment))
    variant = dataclasses.replace(variants_of(assignment, "center")[0], overrides={"center": endless})
    seen = [trials.run(variant, ["center"]) for _ in range(mutant_trials.MOST_ENDLESS + 1)]
    assert [one and one.case for one in seen[:-1]] == ["centered/small"] * mutant_trials.MOST_ENDLESS
    assert seen[-1] is None


def test_nothing_is_said_of_mutants_that_nobody_asked_for(stats):
    assert "mutants" not in stats.audited()


@pytest.mark.parametrize(
    ("score", "least", "below"), [(0.9, 90, False), (0.9, 90.1, True), (0.9, None, False), (None, 90, False)]
)
def test_a_least_score_is_asked_of_what_could_be_counted(score, least, below):
    assert is_below({"mutants": {"score": score}}, least) is below
