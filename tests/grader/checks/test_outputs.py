"""How many numbers keep to their bounds, and what is said of those that do not."""

from types import SimpleNamespace

import pytest

from grader.checks.outputs import Outputs, showed
from grader.checks.reading import Shown
from grader.model.evidence import Evidence
from grader.model.observation import CellRun, CellStatus, Transcript, TranscriptStatus
from grader.model.result import CriterionResult
from grader.model.rubric import CellSelector
from grader.model.submission import Cell, CellKind
from grader.model.verdict import Verdict
from tests.grader.checks.notebook import CELLS, FIRST, TRANSCRIPT

CELL = Cell(index=4, kind=CellKind.CODE, source="run(check)", tags=("first",))


def _measured(shown, text="", status=CellStatus.OK, cells=(CELL,)):
    runs = (CellRun(index=4, status=status, shown=text),)
    return showed(Outputs(shown=shown, requires=()), cells, Transcript(status=TranscriptStatus.OK, cells=runs))


def _told(evidence, verdict=Verdict.FAIL):
    result = CriterionResult(id="shown", verdict=verdict, fraction=0.0, evidence=evidence)
    check = Outputs(shown=(), requires=())
    return [*check.measured_words(result)[1:], check.next_words(result)]


def _keys(evidence):
    return [sentence.key.split(".")[1].removeprefix("shown_") for sentence in _told(evidence)]


def _shown(**bounds):
    return Shown(label="e:", cell=FIRST, **bounds)


def test_a_number_that_is_shown_once_within_and_once_beyond_its_bounds_does_not_hold():
    shown = Shown(label="dx error:", cell=FIRST, most=1e-6)
    facts = showed(Outputs(shown=(shown,), requires=()), CELLS, TRANSCRIPT).facts
    assert (facts["held"], facts["of"]) == (0, 1)


@pytest.mark.parametrize(
    ("bounds", "sentence", "facts"),
    [
        ({"most": 1e-6}, "most", {"most": "1e-06"}),
        ({"least": 0.5}, "least", {"least": "0.5"}),
        ({"least": 0, "most": 1e-6}, "between", {"least": "0", "most": "1e-06"}),
        ({"least": 3.1, "most": 3.2}, "untold", {}),
        ({"least": -1, "most": 1}, "untold", {}),
        ({"least": 0, "most": 0}, "untold", {}),
    ],
)
def test_bounds_are_told_unless_they_close_in_on_a_value(bounds, sentence, facts):
    looked_for, found, _ = _told(_measured((_shown(**bounds),), "e: -7.25, or\ne: 9"))
    assert (looked_for.key, looked_for.facts) == (f"measured.shown_{sentence}", {"label": "e:", **facts})
    assert "3.1" not in str(found)


def test_what_was_found_is_told_as_the_cell_showed_it():
    _, found, after = _told(_measured((_shown(most=1),), "e: 1,234.50 m"))
    assert (found.key, found.facts) == ("measured.shown_found", {"cell": 5, "found": "1,234.50"})
    assert after.key == "next.outputs"


def test_of_many_numbers_the_first_that_are_wrong_are_told():
    _, found, _ = _told(_measured((_shown(most=1),), f"e: [0, 2, 3, 0, 4, 5] e: {'9' * 100}"))
    assert found.facts["found"] == "2, 3, 4, ..."
    _, found, _ = _told(_measured((_shown(most=1),), f"e: {'9' * 100}"))
    assert found.facts["found"] == "9" * 40 + "..."


@pytest.mark.parametrize(
    ("status", "sentences"),
    [
        (CellStatus.OK, ["most", "none", "outputs"]),
        (CellStatus.RAISED, ["most", "stopped", "cells"]),
        (CellStatus.TIMED_OUT, ["most", "stopped", "cells"]),
        (CellStatus.NOT_RUN, ["most", "not_run", "cells"]),
    ],
)
def test_where_no_number_was_found_the_reason_is_told(status, sentences):
    assert _keys(_measured((_shown(most=1),), "e: none", status)) == sentences


def test_a_cell_that_is_not_in_the_notebook_is_told():
    gone = Shown(label="e:", cell=CellSelector(tag="gone"), most=1)
    assert _keys(_measured((gone,))) == ["most", "no_cell", "outputs_cell"]


def test_three_numbers_are_told_and_the_others_counted():
    evidence = _measured((_shown(most=1),) * 5, "e: 2")
    assert _keys(evidence) == ["most", "found"] * 3 + ["more", "outputs"]
    assert _told(evidence)[-2].facts == {"count": 2}


def test_numbers_that_are_missing_from_one_cell_are_told_together():
    several = tuple(Shown(label=label, cell=FIRST, most=1) for label in ("e:", "f:", "g:"))
    looked_for, found, _ = _told(_measured(several, "stopped", CellStatus.RAISED))
    assert looked_for.facts == {"label": "e:, f:, g:", "most": "1"}
    assert found.facts == {"cell": 5}
    assert _keys(_measured(several, "e: 2 f: 3 g: 4")) == ["most", "found"] * 3 + ["outputs"]


def _remarks(handed_in, ours, **bounds):
    cells = (Cell(index=4, kind=CellKind.CODE, source="", tags=("first",), shown=handed_in),)
    runs = (CellRun(index=4, status=CellStatus.OK, shown=ours),)
    transcript = Transcript(status=TranscriptStatus.OK, cells=runs)
    record = SimpleNamespace(submission=SimpleNamespace(cells=cells), transcript=transcript)
    return [(one.id, one.facts) for one in Outputs(shown=(_shown(**bounds),), requires=()).remarks(record, {})]


def test_a_good_number_as_handed_in_that_our_run_does_not_give_is_remarked_with_both():
    facts = {"label": "e:", "shown": "1e-10"}
    assert _remarks("e: 1e-10", "e: 0.5", most=1e-6) == [("stale_outputs", {**facts, "now": "0.5"})]
    assert _remarks("e: 1e-10", "e", most=1e-6) == [("stale_outputs_none", facts)]
    assert _remarks("e: 1e-10", "e: [1e-12]", most=1e-6) == []
    assert _remarks("e: 2", "e: 3", most=1e-6) == []


def test_nothing_is_told_of_numbers_that_hold_or_of_what_was_not_begun():
    assert _measured((_shown(most=1),), "e: 0.5").facts["bounds"] == ()
    assert _keys(_measured((_shown(most=1),), "e: 0.5")) == ["paid"]
    assert len(_told(_measured((_shown(most=1),), "e: 2"), Verdict.NOT_ATTEMPTED)) == 1


def test_staff_read_the_bounds_of_every_number_that_does_not_hold():
    evidence = _measured((_shown(least=3.1, most=3.2), _shown(most=1), _shown(least=0)), "e: 2")
    assert evidence.facts["bounds"] == ("e: 2 [3.1, 3.2]", "e: 2 [-inf, 1]")
    assert _measured((_shown(least=3),)).facts["bounds"] == ("e: - [3, inf]",)


def test_a_result_from_before_there_were_readings_has_its_count():
    assert [one.key for one in _told(Evidence(comparisons=(), facts={"held": 1, "of": 2}))] == ["next.outputs"]
