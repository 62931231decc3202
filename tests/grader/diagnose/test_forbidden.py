"""A forbidden use costs what the rubric says; what was seen while it ran counts as what was read."""

import pytest

from grader.checks.answer import Answer
from grader.diagnose.forbidden import charged, remarks_on_uses, uses_of
from grader.model.evidence import Evidence
from grader.model.expectation import Probe
from grader.model.forbidden import Forbidden, ForbiddenCall, ForbiddenCosts, ForbiddenUse
from grader.model.observation import Observation, Outcome, Transcript, TranscriptStatus
from grader.model.record import Isolation, IsolationLevel, Record
from grader.model.result import CriterionResult
from grader.model.rubric import CellSelector, Criterion, Function, Question, Rubric
from grader.model.submission import Audience, Submission
from grader.model.verdict import Verdict
from tests.grader.report.conftest import MATCHES

NAME = "numpy.linalg.solve"
USE = ForbiddenUse(name=NAME, used=NAME, path="m.py", line=7)
CALL = ForbiddenCall(used=NAME, function="f", path="m.py", line=9)
PERSON = Answer(cell=CellSelector(tag="why"))


def question(costs=ForbiddenCosts.FAIL, name="f", names=(NAME,), check=MATCHES):
    criterion = Criterion(id="c", title="C", points=4, check=check)
    return Question(
        id=name, title=name, criteria=(criterion,), function=name, forbidden=Forbidden(names=names, costs=costs)
    )


def rubric(*questions):
    functions = {one.function: Function(name=one.function, path="m.py", returns=()) for one in questions}
    return Rubric(id="r", title="R", notebook="n", seed=1, functions=functions, opaque=(), questions=questions)


def record(*read):
    submission = Submission(id="s", sha256="", files={}, uses={"f": read} if read else {})
    isolation = Isolation(level=IsolationLevel.NONE, enforced=(), not_enforced=())
    run = Transcript(status=TranscriptStatus.OK)
    return Record(submission=submission, isolation=isolation, transcript=run, observations={})


def judged(verdict=Verdict.PASS, fraction=1.0):
    return CriterionResult(id="c", verdict=verdict, fraction=fraction, evidence=Evidence(comparisons=()))


def seen(*calls):
    (scenario,) = MATCHES.scenario_names
    return {Probe(scenario, "a", "run"): Observation(outcome=Outcome.RETURNED, forbidden=calls)}


@pytest.mark.parametrize(
    ("costs", "verdict", "fraction"),
    [
        (ForbiddenCosts.FAIL, Verdict.FAIL, 0.0),
        (ForbiddenCosts.HALF, Verdict.PARTIAL, 0.5),
        (ForbiddenCosts.REMARK, Verdict.PASS, 1.0),
    ],
)
def test_a_use_costs_what_the_rubric_says(costs, verdict, fraction):
    (found,) = charged(question(costs), [judged()], [USE], "")
    assert (found.verdict, found.fraction) == (verdict, fraction)


def test_the_finding_names_line_and_name_and_what_is_wanted_instead():
    (found,) = charged(question(), [judged()], [USE], "Write it.")
    assert found.findings[0].kind == "forbidden"
    assert found.findings[0].facts == {"path": "m.py", "line": "7", "used": NAME, "name": NAME, "instead": "Write it."}


@pytest.mark.parametrize("verdict", [Verdict.NOT_ATTEMPTED, Verdict.BLOCKED, Verdict.ERROR, Verdict.PENDING])
def test_what_earned_nothing_stays_as_it_is(verdict):
    assert charged(question(), [judged(verdict, 0.0)], [USE], "") == [judged(verdict, 0.0)]


def test_the_points_of_a_person_are_not_touched():
    assert charged(question(check=PERSON), [judged()], [USE], "") == [judged()]


def test_a_call_that_was_seen_adds_to_what_was_read():
    asked = question()
    found = uses_of(asked, rubric(asked), record(USE), seen(CALL))
    assert [(use.line, use.name) for use in found] == [(7, NAME), (9, NAME)]


def test_a_call_in_the_line_that_was_read_is_told_once():
    asked = question()
    same = ForbiddenCall(used=NAME, function="f", path="m.py", line=7)
    assert uses_of(asked, rubric(asked), record(USE), seen(same)) == (USE,)


def test_a_call_inside_another_question_s_function_is_charged_there():
    asked, other = question(), question(name="g")
    inside = ForbiddenCall(used=NAME, function="g", path="m.py", line=3)
    assert uses_of(asked, rubric(other, asked), record(), seen(inside)) == ()
    assert uses_of(asked, rubric(question(name="g", names=()), asked), record(), seen(inside))


def test_staff_are_told_of_a_use_that_costs_nothing():
    asked = question(ForbiddenCosts.REMARK)
    (remark,) = remarks_on_uses(rubric(asked), record(USE), {})
    assert (remark.id, remark.audience, remark.facts["line"]) == ("forbidden_use", Audience.STAFF, "7")
    assert list(remarks_on_uses(rubric(question()), record(USE), {})) == []
