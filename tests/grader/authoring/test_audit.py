"""An audit finds what a rubric cannot see, and lets pass only what the rubric accepts with a reason."""

import pytest

from grader.authoring.audit import audit, proof_text
from grader.authoring.proof import mistakes as audited_mistakes
from grader.checks.answer import Answer
from grader.checks.gradient import Gradient
from grader.checks.matches import Matches
from grader.model.assignment import Mistake
from grader.model.evidence import Evidence
from grader.model.finding import Finding, FindingKind
from grader.model.result import CriterionResult, QuestionResult, Result
from grader.model.rubric import CellSelector, Criterion, Question, Rubric
from grader.model.verdict import Confidence, Seriousness, Verdict
from grader.probes.expected import expect
from grader.report.words import words

PASS, FAIL, PENDING = Verdict.PASS, Verdict.FAIL, Verdict.PENDING
NOTHING = Evidence(comparisons=())
MATCHES = Matches(scenarios=("s",), shares={"out": 1})
GRADIENT = Gradient(scenario="s", output="out", upstream=None, wrt={"dx": "x"}, shares={"dx": 1})
CHECKS = {"output": MATCHES, "gradient": GRADIENT, "answer": Answer(cell=CellSelector(tag="why"))}


def rubric(**accepted):
    criteria = tuple(Criterion(id=name, title=name, points=1, check=check) for name, check in CHECKS.items())
    return Rubric(
        id="tiny",
        title="Tiny",
        notebook="Tiny.ipynb",
        seed=1,
        functions={},
        opaque=(),
        questions=(Question(id="first", title="First", criteria=criteria, function="double"),),
        accepted={name.replace("__", "."): reason for name, reason in accepted.items()},
    )


def result(output, gradient, answer=PENDING, named=()):
    findings = tuple(
        Finding(kind=FindingKind.MISTAKE if name else FindingKind.UNKNOWN, mistake=name, confidence=Confidence.CERTAIN)
        for name in named
    )
    verdicts = {"output": output, "gradient": gradient, "answer": answer}
    criteria = tuple(
        CriterionResult(
            id=name,
            verdict=verdict,
            fraction=float(verdict is PASS),
            evidence=NOTHING,
            findings=findings if verdict is FAIL else (),
            answer="because" if name == "answer" else None,
        )
        for name, verdict in verdicts.items()
    )
    score = sum(criterion.fraction for criterion in criteria)
    question = QuestionResult(id="first", verdict=FAIL, score=score, max_score=3, pending=1, criteria=criteria)
    return Result(questions=(question,))


def judged(name, found, asked=("first",)):
    return audited_mistakes.audited(name, found, asked, rubric(), words("en"))


RIGHT, EMPTY = result(PASS, PASS), result(FAIL, FAIL, Verdict.NOT_ATTEMPTED)
TRIPLED = judged("tripled", result(FAIL, FAIL, named=["tripled"]))


def of(*functions):
    """The mistake that triples what these functions return."""
    texts = {"title": "", "explanation": "", "hints": (), "seriousness": Seriousness.MAJOR}
    return Mistake(id="tripled", overrides=dict.fromkeys(functions), **texts)


def proved(accepting=None, reference=RIGHT, template=EMPTY, judged=(TRIPLED,), pairs=(), hidden=(), mistakes=()):
    found = {"reference": reference, "template": template, "judged": judged, "pairs": pairs, "hidden": hidden}
    return proof_text(rubric(**(accepting or {})), mistakes=mistakes, **found)


def test_a_rubric_without_a_weakness_is_proved():
    found = proved()
    assert found["ok"]
    assert found["reference"] == {"score": 2, "max_score": 2}
    assert found["template"] == {"score": 0, "max_score": 3}
    assert found["mistakes"] == [{"id": "tripled", "score": 0, "max_score": 2, "named_first": "tripled", "unnamed": []}]


def test_a_reference_that_loses_points_is_never_accepted():
    assert not proved({"tripled": "rare"}, reference=result(PASS, FAIL))["ok"]


@pytest.mark.parametrize("template", [result(PASS, FAIL, Verdict.NOT_ATTEMPTED), result(FAIL, FAIL, PENDING)])
def test_a_template_that_earns_or_waits_for_points_is_never_accepted(template):
    assert not proved(template=template)["ok"]


SEEN_LATE = judged("tripled", result(FAIL, FAIL, named=[None, "quadrupled", "tripled"]))
UNNAMED = judged("tripled", result(FAIL, FAIL, named=[None]))
FREE = judged("halved", result(PASS, PASS))


@pytest.mark.parametrize(
    ("judged", "named"), [(SEEN_LATE, "quadrupled"), (UNNAMED, None)], ids=["another first", "none"]
)
def test_a_mistake_that_is_not_named_first_is_a_weakness(judged, named):
    found = proved(judged=[judged])
    assert found["mistakes"][0]["named_first"] == named
    assert not found["ok"]
    assert proved({"tripled": "rare"}, judged=[judged])["ok"]


def test_a_mistake_that_loses_nothing_is_a_weakness():
    assert not proved(judged=[TRIPLED, FREE])["ok"]
    assert proved({"halved": "cannot be seen from outside"}, judged=[TRIPLED, FREE])["ok"]


@pytest.mark.parametrize("entry", ["tripled and halved", "halved and tripled"])
def test_mistakes_that_are_alike_are_a_weakness_accepted_in_either_order(entry):
    pairs = [("tripled", "halved", "first")]
    found = proved(pairs=pairs)
    assert found["indistinguishable"] == [["tripled", "halved", "the same numbers in all of first"]]
    assert not found["ok"]
    assert proved({entry: "one is the other, written otherwise"}, pairs=pairs)["ok"]


def test_a_mistake_that_practice_does_not_catch_is_a_weakness():
    found = proved(hidden=["tripled"])
    assert found["seen_only_hidden"] == ["tripled"]
    assert not found["ok"]
    assert proved({"tripled": "kept for the hidden cases"}, hidden=["tripled"])["ok"]


def test_a_mistake_that_is_not_named_in_one_of_its_questions_is_a_weakness_there():
    other = QuestionResult(id="second", verdict=PASS, score=1, max_score=1, pending=0, criteria=())
    both = Result(questions=(*result(FAIL, FAIL, named=["tripled"]).questions, other))
    found = proved(judged=[judged("tripled", both, ("first", "second"))])
    assert found["mistakes"][0]["unnamed"] == ["second"]
    assert not found["ok"]


def test_a_criterion_that_no_mistake_fails_is_a_weakness():
    one = [judged("tripled", result(FAIL, PASS, named=["tripled"]))]
    found = proved(judged=one, mistakes=[of("double")])
    assert found["idle_criteria"] == ["first.gradient"]
    assert not found["ok"]
    accepting = {"first__gradient": "every known mistake is in the forward"}
    assert proved(accepting, judged=one, mistakes=[of("double")])["ok"]


def test_without_mistakes_no_criterion_is_called_idle():
    assert proved(judged=[])["idle_criteria"] == []


def test_accepted_weaknesses_are_shown_with_their_reasons():
    found = proved({"halved": "cannot be seen"}, judged=[TRIPLED, FREE])
    assert found["accepted"] == {"halved": "cannot be seen"}
    assert found["no_longer_found"] == []


def test_an_accepted_weakness_that_is_gone_is_told_but_is_no_failure():
    found = proved({"tripled": "was not named once"})
    assert found["no_longer_found"] == ["tripled"]
    assert found["accepted"] == {}
    assert found["ok"]


CASES = """cases = {"many": {"size": 3}, "one": {"size": 1}}
    practice = ("many",)

    def inputs(rng, size):"""
AUDITED = """
schema = "grader/rubric/v1"
[assignment]
id = "tiny"
title = "Tiny"
notebook = "Tiny.ipynb"
scenarios = "scenarios.py"
reference = "reference"
mistakes = "reference/mistakes"
template = "template"
seed = 1
[functions."m.py"]
double = ["out"]
halve = ["out"]
[[question]]
id = "first"
title = "First"
function = "double"
[[question.criterion]]
id = "output"
title = "Doubled"
points = 2
check = "matches"
scenarios = ["doubled"]
outputs = ["out"]
"""


@pytest.fixture
def audited(tiny, slot):
    """What the audit finds in the tiny assignment as it then stands."""
    tiny.write("tiny.toml", AUDITED)

    def found():
        assignment = tiny.load()
        return audit(assignment, expect(assignment), slot)

    return found


def add(tiny, name, old, new):
    tiny.write(f"reference/mistakes/{name}.py", (tiny.folder / "reference/mistakes/tripled.py").read_text())
    tiny.spoil(f"reference/mistakes/{name}.py", old, new)


def test_a_good_assignment_is_proved(audited):
    found = audited()
    assert found["ok"]
    assert found["mistakes"] == [{"id": "tripled", "score": 0, "max_score": 2, "named_first": "tripled", "unnamed": []}]


def test_the_same_mistake_twice_is_found_to_be_alike(audited, tiny):
    add(tiny, "again", "3 * x", "x + x + x")
    found = audited()
    assert [pair[:2] for pair in found["indistinguishable"]] == [["again", "tripled"]]
    assert not found["ok"]


def test_a_mistake_in_a_case_that_is_not_given_out_is_seen_only_hidden(audited, tiny):
    add(tiny, "single", "3 * x", "(2 + (len(x) == 1)) * x")
    tiny.spoil("scenarios.py", "def inputs(rng):", CASES)
    tiny.spoil("scenarios.py", "size=3", "size=size")
    found = audited()
    assert found["seen_only_hidden"] == ["single"]
    assert not found["ok"]


def test_mistakes_with_the_same_numbers_are_told_apart_by_their_code(audited, tiny):
    add(tiny, "again", "3 * x", "x + x + x")
    tiny.spoil("reference/mistakes/again.py", "SERIOUSNESS", 'MARK = "x[bn] = x"\nKEEPS = 0.9\nSERIOUSNESS')
    found = audited()
    assert found["ok"]
    assert [(m["id"], m["named_first"], m["score"]) for m in found["mistakes"]] == [
        ("again", "again", 1.8),
        ("tripled", "tripled", 0),
    ]


def test_mistakes_that_nothing_sees_are_weaknesses_one_by_one(audited, tiny):
    for name in ("one", "two"):
        add(tiny, name, "3 * x", "2 * x")
    found = audited()
    assert found["indistinguishable"] == []
    assert [m["id"] for m in found["mistakes"] if m["score"] == m["max_score"]] == ["one", "two"]
    assert not found["ok"]


def test_a_mistake_in_a_function_that_no_question_is_about_is_not_looked_at(audited, tiny):
    add(tiny, "other", "double", "halve")
    assert [mistake["id"] for mistake in audited()["mistakes"]] == ["tripled"]


def test_what_hangs_on_one_case_is_listed(audited, tiny):
    tiny.spoil("scenarios.py", "def inputs(rng):", f'edge = ("one",)\n    {CASES}')
    tiny.spoil("scenarios.py", "size=3", "size=size")
    usual, edge = audited()["single_cases"]
    assert (usual["edge"], edge["case"], edge["edge"]) == (False, "doubled/one", True)
    assert edge["points"] == round(0.1 * usual["points"], 4)
