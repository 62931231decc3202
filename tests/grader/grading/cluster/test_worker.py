"""A worker's side: the assignment arrives whole, and what is not as at the client's is refused."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from grader.gradebook.summary import GradedSubmission
from grader.grading.cluster.packed_assignment import packed
from grader.grading.cluster.worker import GradingPlugin, JobOutput, UnfitWorker
from grader.grading.job import Job
from grader.grading.pipeline import versions
from grader.grading.pool import GradingSettings
from grader.sandbox.selftest import chosen

ROOT = Path(__file__).parents[4]
TASK = ROOT / "examples/tasks/linear_solver"


def _desk(rubric, language="en"):
    return GradingSettings(rubric=rubric, audience="student", language=language, isolation=chosen("auto")).grader()


@pytest.fixture(scope="module")
def course():
    with _desk(TASK / "rubric.toml") as grader:
        return packed(grader, TASK / "rubric.toml", versions())


@pytest.fixture
def place():
    places = []

    def place(course):
        found = GradingPlugin(course)
        found.setup(SimpleNamespace(address="tcp://here:1"))
        places.append(found)
        return found

    yield place
    for one in places:
        one.teardown(None)


@pytest.mark.parametrize(
    "rubric",
    [*sorted((ROOT / "rubrics").glob("*_*[a-z].toml")), *sorted(ROOT.glob("examples/tasks/*/rubric.toml"))],
)
def test_an_assignment_that_is_laid_out_again_comes_to_the_same_hash(tmp_path, rubric):
    if rubric.stem.endswith(".zh"):
        pytest.skip("a translation, no rubric")
    with _desk(rubric, "zh") as grader:
        found = packed(grader, rubric, versions()).unpacked(tmp_path).grader()
        assert found.assignment.sha256 == grader.assignment.sha256
        assert found.assignment.rubric == grader.assignment.rubric


def test_a_task_comes_back_as_files(course, place):
    job = Job(name="solo", path=TASK / "hand_ins/no_pivots", out=Path("nowhere"))
    made = place(course).grade(job)
    assert isinstance(made, JobOutput)
    assert isinstance(made.outcome, GradedSubmission)
    assert {"reports/solo/report.html", "observations/solo/done.json"} < set(made.files)
    assert not Path("nowhere").exists()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"versions": {"grader": "0"}}, "the client grader 0"),
        ({"versions": {**versions(), "platform": "Linux-another"}}, "platform Linux-another"),
        ({"sha256": "0"}, "same hash"),
        ({"isolation": replace(chosen("limited"), enforced=("no_such_wall",))}, "no_such_wall"),
        ({"isolation": replace(chosen("limited"), level="fully")}, "fully"),
    ],
)
def test_what_is_not_as_at_the_clients_is_refused(course, place, change, told):
    job = Job(name="solo", path=TASK / "hand_ins/no_pivots", out=Path("nowhere"))
    found = place(replace(course, **change)).grade(job)
    assert isinstance(found, UnfitWorker)
    assert told in found.reason
    assert found.worker == "tcp://here:1"


def test_a_workplace_that_is_closed_leaves_nothing(course):
    place = GradingPlugin(course)
    place.setup(SimpleNamespace(address="tcp://here:1"))
    folder = Path(place._folder.name)
    place.teardown(None)
    assert not folder.exists()
