"""A conversion is proved before it ends: what does not hold is left out by name, and its points are counted."""

import json

import pytest

from grader.authoring.conversion import gradings
from grader.authoring.conversion.changed_answers import solved_notebook
from grader.authoring.conversion.gradings import Gradings
from grader.authoring.conversion.proved import convert_and_prove
from grader.authoring.nbgrader import from_nbgrader
from grader.errors import CallerError, OutputError
from grader.grading.pool import GradingSettings, run_jobs
from grader.model.submission import Audience
from tests.grader.authoring.sources import OTTER, code, graded, manual, notebook, solution, text, written

from .rough import LAB, LEFT

DOUBLE = solution("f", "def f(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION")


def _proved(folder, source, slot, form="nbgrader"):
    told = []
    made = convert_and_prove(
        form, written(folder, "lab", source), folder / "out", slot.isolation, lambda *step: told.append(step)
    )
    return made, told


@pytest.fixture(scope="module")
def lab(tmp_path_factory, slot):
    return _proved(tmp_path_factory.mktemp("lab"), LAB, slot)


def _why(made, name):
    return next(part.why for part in made.parts if part.id == name)


def test_of_a_rough_notebook_what_holds_crosses_and_the_rest_is_named(lab):
    made, _ = lab
    assert {part.id for part in made.parts if part.state == "left"} == LEFT
    assert {part.id for part in made.parts if part.state == "person"} == {"explain"}
    assert (made.tests, made.crossed) == (12, 7)


def test_lost_points_are_counted(lab):
    made, _ = lab
    assert (made.points(), made.points("left"), made.points("person")) == (19, 5, 2)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("always", "no step on the student's work"),
        ("exists", "the students' version passes"),
        ("broken", "the solved notebook does not pass"),
        ("clock", "another result the second time"),
    ],
)
def test_why_a_test_is_left_out_is_said(lab, name, why):
    assert why in _why(lab[0], name)


def test_every_cell_of_which_something_is_missing_is_named(lab):
    told = {left.cell + 1: left.why for left in lab[0].cells}
    assert set(told) == {2, 3, 5, 6, 10}
    assert "ZeroDivisionError" in told[5]
    assert "no Python" in told[10]


def _gradings(made, slot):
    settings = GradingSettings(rubric=made.rubric, audience=Audience.STAFF, language="en", isolation=slot.isolation)
    return Gradings(settings, 1)


def test_what_is_written_is_audited_at_once(lab, slot):
    assert lab[0].audited
    assert _gradings(lab[0], slot).audit()["ok"]


def test_right_untouched_and_wrong_work_gets_what_it_earns(lab, slot):
    source, own = from_nbgrader(LAB, "lab"), _gradings(lab[0], slot)
    tests = [f"{part.id}.tests" for part in lab[0].parts if part.state == "crossed"]
    bisect = next(place for place, cell in source.solved().items() if "def bisect" in cell)
    late = solved_notebook(source, {bisect: source.solved()[bisect].replace("return low", "return low + 1")})
    right, blank, wrong = own.graded([solved_notebook(source), own.blank(), late], lambda _: None)
    assert [right.outcomes[key].fraction for key in tests] == [1] * 7
    assert [blank.outcomes[key].fraction for key in tests] == [0] * 7
    lost = {key for key in tests if not wrong.outcomes[key].fraction}
    assert lost == {"bisect_guard.tests", "bisect_unittest.tests", "main_value.tests"}


def test_each_step_is_told(lab):
    whats = dict.fromkeys(what for _, _, what in lab[1])
    assert list(whats) == ["its cells", "right and untouched", "wrong answers"]
    assert all(done <= count for done, count, _ in lab[1])


def test_a_test_that_wrong_answers_pass_is_marked_and_stays(tmp_path, slot):
    made, _ = _proved(
        tmp_path, notebook(DOUBLE, graded("t", 1, "assert f(1) is not None"), graded("u", 1, "assert f(2) == 4")), slot
    )
    assert {part.id: part.state for part in made.parts} == {"t": "marked", "u": "crossed"}
    assert "wrong versions" in _why(made, "t")


def test_a_test_of_chance_without_a_seed_is_left_out(tmp_path, slot):
    chance = "import time\nassert f(time.perf_counter()) >= 0"
    made, _ = _proved(tmp_path, notebook(DOUBLE, graded("t", 1, chance), graded("u", 1, "assert f(2) == 4")), slot)
    assert _why(made, "t") == "it gives another result the second time"


def test_a_test_that_gives_the_blank_a_part_is_left_out(tmp_path, slot):
    given = "points = 1\ntry:\n    points += f(2) == 4\nexcept NotImplementedError:\n    pass\npoints"
    made, _ = _proved(tmp_path, notebook(DOUBLE, graded("t", 2, given), graded("u", 1, "assert f(2) == 4")), slot)
    assert _why(made, "t") == "the students' version passes 50% of it"


def test_a_wrong_answer_that_never_ends_ends_the_test_only(tmp_path, slot):
    loop = "def f(x):\n    ### BEGIN SOLUTION\n    while x > 1:\n        x = x - 1\n    return x\n    ### END SOLUTION"
    made, _ = _proved(tmp_path, notebook(solution("f", loop), graded("u", 1, "assert f(2.5) == 0.5")), slot)
    assert made.parts[0].state == "crossed"


def test_otter_is_proved_too(tmp_path, slot):
    made, _ = _proved(tmp_path, OTTER, slot, "otter")
    assert {f"{part.question}.{part.id}": part.state for part in made.parts} == {
        **dict.fromkeys(("q1.test_1", "q1.test_2", "q1.test_3", "q2.tests"), "crossed"),
        "q3.answer": "person",
    }
    assert made.audited


def test_a_notebook_of_which_nothing_holds_is_refused_with_every_reason(tmp_path, slot):
    source = notebook(
        DOUBLE, graded("t", 1, "assert True"), graded("u", 1, "assert f(2) == 5"), graded("v", 1, "callable(f)")
    )
    with pytest.raises(CallerError) as caught:
        _proved(tmp_path, source, slot)
    assert caught.value.key == "source_unusable"
    assert all(f", {name}:" in caught.value.why for name in "tuv")
    assert not (tmp_path / "out").exists()


def test_a_notebook_with_answers_alone_is_taken(tmp_path, slot):
    made, _ = _proved(tmp_path, notebook(text("# A"), code("x = 1"), manual("why", 2)), slot)
    assert [part.state for part in made.parts] == ["person"]


def test_nothing_is_begun_for_a_folder_that_holds_something(tmp_path, slot):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.txt").write_text("mine")
    with pytest.raises(OutputError):
        _proved(tmp_path, LAB, slot)
    assert json.dumps([path.name for path in (tmp_path / "out").iterdir()]) == '["mine.txt"]'


@pytest.mark.slow
def test_a_test_that_never_ends_on_a_wrong_answer_is_stopped(tmp_path, slot, monkeypatch):
    monkeypatch.setattr(gradings, "run_jobs", run_jobs)  # in processes that may be lost
    endless = "n = f(1)\nwhile n != 2:\n    n += 1"
    source = written(tmp_path, "lab", notebook(DOUBLE, graded("t", 1, endless), graded("u", 1, "assert f(2) == 4")))
    made = convert_and_prove("nbgrader", source, tmp_path / "out", slot.isolation, lambda *_: None, jobs=2)
    assert [part.state for part in made.parts] == ["crossed", "crossed"]
