"""What a class did often and nobody wrote down is listed, and written once it is proved."""

import json

import pytest

from grader.assignment.loader import load_assignment
from grader.authoring.learning import write
from grader.authoring.learning.found import Learned, LearnedFromClass, learned
from grader.authoring.learning.proof import proved
from grader.authoring.learning.told import as_values, in_words
from grader.authoring.learning.write import write_learned
from grader.errors import CallerError
from grader.model.repair import RepairedPlace, RepairsWanted
from grader.probes.expected import expect
from grader.report.words import words
from tests.grader.authoring.proof.conftest import TEXTS

from .conftest import RIGHT

SAID = words("en")
NAME = "variance_reduction"


@pytest.fixture
def graded(students):
    return students.graded()


def test_what_several_did_is_listed_as_the_reference_with_their_error(graded):
    with graded.grader() as grader:
        found = learned(graded.results, grader, 2)
    (one,) = found.found
    assert (one.id, one.function, one.submissions, found.read) == (NAME, "variance", ("ben", "dee", "eva"), 5)
    told = as_values(found, grader.assignment, SAID, None)
    assert told["found"][0]["reference"]["becomes"] == "return (center(x) ** 2).sum(axis=0)"
    assert (told["found"][0]["count"], told["found"][0]["example"]) == (3, "ben")
    assert next(in_words(found, grader.assignment, SAID, None)).startswith(f"{NAME}: 3 of 5 hand-ins: a `sum` is taken")


@pytest.mark.parametrize(("least", "count"), [(1, 1), (3, 1), (4, 0)])
def test_what_fewer_did_than_asked_for_is_left_out(graded, least, count):
    with graded.grader() as grader:
        found = learned(graded.results, grader, least)
    assert len(found.found) == count
    lines = list(in_words(found, grader.assignment, SAID, None))
    assert bool(count) != lines[0].startswith("Nothing that several of 5")


def test_what_is_written_is_named_from_then_on_and_passes_the_audit(graded):
    with graded.grader() as grader:
        found = learned(graded.results, grader, 2)
        (graded.mistakes / "not_squared.py").unlink()
    with graded.grader() as grader:
        written = write_learned(found, NAME, grader, SAID, "the sum is not divided")
    assert written.proof.holds
    text = written.path.read_text()
    assert 'TITLE = "the sum is not divided"' in text
    assert 'ORIGIN = "found by `grader learn` in 3 of 5 hand-ins"' in text
    assert not any(name in text for name in ("ben", "dee", "eva"))
    with graded.grader() as grader:
        assert learned(graded.results, grader, 1).found == ()
    assert graded.stats.audited()["ok"]


def test_what_is_there_is_not_written_over(graded):
    with graded.grader() as grader:
        found = learned(graded.results, grader, 2)
        (graded.mistakes / f"{NAME}.py").write_text("mine")
        with pytest.raises(CallerError) as caught:
            write_learned(found, NAME, grader, SAID)
    assert "there is a mistake of this name" in str(caught.value)
    assert (graded.mistakes / f"{NAME}.py").read_text() == "mine"


def test_what_was_not_found_is_not_written(graded):
    with graded.grader() as grader, pytest.raises(CallerError) as caught:
        write_learned(learned(graded.results, grader, 2), "other", grader, SAID)
    assert f"`{NAME}`" in str(caught.value)


def test_a_rubric_without_a_folder_for_mistakes_is_told_how_to_get_one_and_keeps_its_records(graded):
    graded.stats.change("rubric.toml", 'mistakes = "mistakes"\n', "")
    graded.stats.change("rubric.toml", '"constant.output" = "no mistake is typical"', "")
    with graded.grader() as grader, pytest.raises(CallerError) as caught:
        write_learned(learned(graded.results, grader, 2), NAME, grader, SAID)
    assert 'mistakes = "mistakes"' in str(caught.value)


def test_what_only_a_repair_explains_is_listed_but_not_written(students):
    odd = RIGHT.replace("np.mean(center(x) ** 2, axis=0)", "0.37 * np.mean(center(x) ** 2, axis=0)")
    students.graded({"ann": odd, "ben": odd}, RepairsWanted.AUTO)
    with students.grader() as grader:
        found = learned(students.results, grader, 2)
        (one,) = found.found
        assert one.variant is None
        assert "0.37" in "".join(in_words(found, grader.assignment, SAID, None))
        with pytest.raises(CallerError) as caught:
            write_learned(found, one.id, grader, SAID)
    assert "Look at the hand-in ann" in str(caught.value)


def test_hand_ins_of_another_state_of_the_rubric_are_counted(graded):
    graded.stats.change("scenarios.py", "+ 2}", "+ 3}")
    with graded.grader() as grader:
        found = learned(graded.results, grader, 1)
    assert (found.read, found.found, len(found.to_run)) == (0, (), 5)
    assert list(in_words(found, grader.assignment, SAID, None))[-1].startswith("5 hand-ins were graded with another")


def test_a_hand_in_whose_record_is_lost_is_counted_apart(graded):
    (graded.results / "observations/dee/record.json").unlink()
    (graded.results / "observations/eva/record.json").write_text("{")
    with graded.grader() as grader:
        found = learned(graded.results, grader, 1)
    assert (found.read, found.found[0].submissions) == (3, ("ben",))
    assert set(found.to_run) == {"dee", "eva"}


def test_what_a_student_wrote_fills_no_sentence(students):
    odd = RIGHT.replace("np.mean(center(x) ** 2, axis=0)", "0.37 * np.mean(center(x) ** 2, axis=0)  # {title}")
    students.graded({"ann {title}": odd}, RepairsWanted.AUTO)
    with students.grader() as grader:
        found = learned(students.results, grader, 1)
    assert "ann {title}" in "".join(in_words(found, grader.assignment, SAID, None))


def test_places_in_a_module_and_in_a_cell_are_told_beside_each_other():
    edit = {"kind": "keyword", "function": "f", "old": "a", "new": "b", "line": 4}
    places = (RepairedPlace(path="f.py", **edit), RepairedPlace(path="N.ipynb", cell=2, **edit))
    one = Learned(id="f_x", function="f", kind="keyword", facts={}, submissions=("ben",), variant=None, places=places)
    told = "".join(in_words(LearnedFromClass(found=(one,), read=1, to_run=()), None, SAID, None))
    right = "would be right as `b`"
    assert told.endswith(f"ben: there `a` in line 4 of `f.py` {right}; `a` in line 4 of cell 3 {right}")


def refused(students, slot, text):
    assignment = students.stats.load()
    found = proved(assignment, expect(assignment), slot, "fresh", text)
    assert not found.holds
    assert not (students.mistakes / "fresh.py").exists()
    return found


def test_a_mistake_that_another_has_the_numbers_of_is_refused(students, slot):
    found = refused(students, slot, (students.mistakes / "not_squared.py").read_text())
    assert "fresh and not_squared" in found.new


def test_a_mistake_that_loses_nothing_is_refused(students, slot):
    text = f"{TEXTS}def variance(x):\n    return ((x - x.mean(axis=0)) ** 2).mean(axis=0)\n"
    assert refused(students, slot, text).new == ("fresh",)


def test_a_mistake_that_hides_another_is_refused(students, slot):
    text = (students.mistakes / "not_squared.py").read_text()
    name = "aaa"
    assignment = students.stats.load()
    found = proved(assignment, expect(assignment), slot, name, text)
    assert "not_squared" in found.new


def test_a_mistake_in_what_nobody_asks_for_or_that_does_not_load_is_refused(students, slot):
    assert "cannot import name" in refused(students, slot, "from .. import nothing\n").said
    students.stats.change("reference.py", "def is_constant", "def unasked(x):\n    return x\ndef is_constant")
    assert refused(students, slot, f"{TEXTS}def unasked(x):\n    return 2 * x\n").new == ("fresh",)


def test_why_it_was_not_written_is_said_with_the_other_s_name(graded, monkeypatch):
    with graded.grader() as grader:
        found = learned(graded.results, grader, 2)
        monkeypatch.setattr(write, "mistake_text", lambda *_: (graded.mistakes / "not_squared.py").read_text())
        written = write_learned(found, NAME, grader, SAID)
    lines = list(in_words(found, grader.assignment, SAID, written))
    assert any(line.startswith("NOT written: with ") for line in lines)
    assert any(line.startswith(f"alike: not_squared and {NAME}") for line in lines)
    assert not written.path.exists()
    assert json.dumps(as_values(found, grader.assignment, SAID, written))


def test_weaknesses_that_were_there_before_are_not_the_new_one_s(students, slot):
    students.stats.change("rubric.toml", '"constant.output" = "no mistake is typical"', "")
    students.stats.change("mistakes/over_rows.py", "x.mean(axis=1, keepdims=True)", "x.mean(axis=0)")
    assignment = load_assignment(students.stats.rubric)
    text = f"from ..reference import center\n{TEXTS}def variance(x):\n    return (center(x) ** 2).sum(axis=0)\n"
    assert proved(assignment, expect(assignment), slot, "fresh", text).new == ()


def test_a_right_class_has_nothing_to_learn_from(students):
    students.graded({"ann": RIGHT, "ben": RIGHT})
    with students.grader() as grader:
        assert learned(students.results, grader, 1).found == ()
