"""What is said of a function that is not there: its cell stopped above it, did not run, or Python cannot read it."""

from types import SimpleNamespace

import pytest

from grader.diagnose.stopped_cells import stopped_cells
from grader.diagnose.unread_code import other_names, read_unread
from grader.model.evidence import Comparison, Evidence
from grader.model.expectation import Probe
from grader.model.observation import (
    CellRun,
    CellStatus,
    Failure,
    Frame,
    Observation,
    Outcome,
    Transcript,
    TranscriptStatus,
)
from grader.model.record import Isolation, IsolationLevel, Record
from grader.model.submission import Audience, Cell, CellKind, Definition, Remark, Submission
from grader.model.verdict import Rung

ISOLATION = Isolation(level=IsolationLevel.NONE, enforced=(), not_enforced=())


def _record(*sources, runs=(), remarks=(), definitions=None):
    cells = tuple(Cell(index=place, kind=CellKind.CODE, source=source) for place, source in enumerate(sources))
    submission = Submission(id="a", sha256="", files={}, cells=cells, remarks=remarks, definitions=definitions or {})
    transcript = Transcript(status=TranscriptStatus.RAISED, cells=tuple(runs))
    return Record(submission=submission, isolation=ISOLATION, transcript=transcript, observations={})


def _run(index, error="ValueError", line=1, status=CellStatus.RAISED):
    return CellRun(index=index, status=status, error=error, line=line)


def _read(record, rung=Rung.MISSING, **failure):
    seen = Comparison(case="a", output="g", rung=rung, failure=Failure(function="g", **failure))
    found = read_unread(Evidence(comparisons=(seen,)), record)
    return None if found is None else (found.kind.value, dict(found.facts))


NESTED = "raise ValueError\nif True:\n    def g(x): pass"


def test_the_cell_that_stopped_above_a_function_is_named_with_its_error():
    facts = {"function": "g", "cell": "2", "error": "ValueError", "line": "1"}
    assert _read(_record("", NESTED, runs=[_run(1)])) == ("cell_stopped", facts)


def test_a_cell_that_was_not_run_is_named():
    told = ("cell_not_run", {"function": "g", "cell": "2"})
    assert _read(_record("", "def g(x): pass")) == told
    assert _read(_record("", "def g(x): pass", runs=[_run(1, "", 0, CellStatus.NOT_RUN)])) == told


def test_a_cell_that_does_not_parse_is_named_with_its_line():
    told = ("cannot_read", {"path": "cell 1", "line": "2", "function": "g"})
    assert _read(_record("def g(x):\n    return (x")) == told


@pytest.mark.parametrize("record", [_record("x = 1"), _record("def g(x): pass", runs=[_run(0, "", 0, CellStatus.OK)])])
def test_a_function_that_was_never_written_is_not_explained_by_a_cell(record):
    assert _read(record) is None


def test_the_line_that_the_intake_cut_is_told():
    facts = {"function": "g", "path": "m.py", "line": "7", "source": "x"}
    remark = Remark(id="cut", audience=Audience.STUDENT, facts=facts)
    told = ("cannot_read", {"path": "m.py", "line": "7", "function": "g"})
    assert _read(_record(remarks=[remark]), Rung.RAISED, error="SyntaxError") == told


def test_the_fault_of_another_cell_is_not_told():
    definition = Definition(path="notebook", cell=4, line=1, source="")
    remark = Remark(id="cell_broken", audience=Audience.STUDENT, facts={"cell": "2", "line": "1", "source": "x"})
    record = _record(remarks=[remark], definitions={"g": definition})
    assert _read(record, Rung.RAISED, error="SyntaxError") is None


def test_without_the_intake_the_exceptions_own_line_is_told():
    frame = Frame(path="m.py", line=3, function="g", source="x (")
    told = ("cannot_read", {"path": "m.py", "line": "3", "function": "g"})
    assert _read(_record(), Rung.RAISED, error="SyntaxError", frames=(frame,)) == told


def test_other_exceptions_are_read_elsewhere():
    assert _read(_record(), Rung.RAISED, error="ValueError") is None


def _remarks(record):
    rubric = SimpleNamespace(functions={"g": None, "h": None})
    return [(remark.id, dict(remark.facts)) for remark in stopped_cells(rubric, record)]


def test_a_remark_says_what_stood_below_the_line():
    source = "def h(): pass\n1 / 0\ndef g(): pass"
    definitions = {name: Definition(path="notebook", cell=0, line=1, source="") for name in ("g", "h")}
    record = _record(source, runs=[_run(0, "ZeroDivisionError", 2)], definitions=definitions)
    facts = {"cell": "1", "line": "2", "error": "ZeroDivisionError", "functions": "g"}
    assert _remarks(record) == [("cell_stopped_before", facts)]


def test_a_question_is_named_as_one():
    record = _record("input()\ndef g(): pass", runs=[_run(0, "StdinNotImplementedError", 1)])
    assert _remarks(record) == [("input_in_cell", {"cell": "1", "line": "1"})]


def test_a_cell_that_stopped_below_its_functions_needs_no_remark():
    definitions = {"g": Definition(path="notebook", cell=0, line=1, source="")}
    assert _remarks(_record("def g(): pass\n1 / 0", runs=[_run(0, line=2)], definitions=definitions)) == []


def test_other_names_of_parameters_are_told_with_the_first_pair():
    criterion = SimpleNamespace(check=SimpleNamespace(scenario_names=("net",)))
    question = SimpleNamespace(criteria=(criterion,))
    missing = Evidence(comparisons=(Comparison(case="a", output="params[W1]", rung=Rung.MISSING),))
    seen = {Probe("net", "a", "run"): Observation(outcome=Outcome.RETURNED, renamed=("W0", "W1"))}
    found = other_names(missing, question, seen)
    assert (found.kind.value, dict(found.facts)) == ("other_names", {"own": "W0", "asked": "W1"})
    assert other_names(missing, question, {}) is None
    assert other_names(Evidence(comparisons=()), question, seen) is None
