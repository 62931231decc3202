import pytest

from grader.execution.sanitize import OWN_ERROR, sanitized_observation, sanitized_transcript
from grader.model.observation import Failure, Frame, Observation, OldUse, Outcome, Transcript, TranscriptStatus
from grader.model.rubric import Function, Rubric
from grader.model.submission import Cell, CellKind, Submission

HIDDEN = "3.14159"
RUBRIC = Rubric(
    id="r",
    title="R",
    notebook="n.ipynb",
    seed=0,
    functions={
        "f": Function(name="f", path="m.py", returns=(("out", "cache"),)),
        "Net": Function(name="Net", path="m.py", returns=(), methods={"loss": (("loss", "grads"),)}),
    },
    opaque=(),
    questions=(),
)
FILES = {"m.py": b"def f(x):\n    return x / 0\n"}


def _ground(**failure):
    seen = Observation(outcome=Outcome.RAISED, failure=Failure(**{"function": "f", **failure}), changed=("f", HIDDEN))
    return sanitized_observation(seen, RUBRIC, Submission(id="a", sha256="", files=FILES))


@pytest.mark.parametrize(
    "failure",
    [
        {"function": HIDDEN},
        {"function": f"f.{HIDDEN}"},
        {"called": HIDDEN},
        {"error": f"E{HIDDEN}"},
        {"got": "314159"},
        {"why": HIDDEN},
        {"expected": (HIDDEN,)},
        {"frames": (Frame(path=HIDDEN, line=1, function="f", source="x"),)},
        {"frames": (Frame(path="m.py", line=2, function=HIDDEN, source=HIDDEN),)},
        {"frames": (Frame(path="m.py", line=314159, function="f", source="x"),)},
    ],
)
def test_no_word_of_the_sandboxs_own_making_goes_on(failure):
    assert "3" not in str(_ground(**failure)).replace("expected=('out', 'cache')", "")


def test_a_lines_text_is_that_of_the_file_as_handed_in():
    frame = Frame(path="m.py", line=2, function="f", source="forged")
    (kept,) = _ground(frames=(frame,)).failure.frames
    assert kept.source == "return x / 0"


def test_a_line_of_a_cell_is_taken_from_the_notebook_as_handed_in():
    cell = Cell(index=2, kind=CellKind.CODE, source="import math\ny = 1 / 0")
    frames = tuple(Frame(path="cell 3", line=line, function="f", source="forged") for line in (2, 3))
    seen = Observation(outcome=Outcome.RAISED, failure=Failure(function="f", frames=frames))
    found = sanitized_observation(seen, RUBRIC, Submission(id="a", sha256="", files=FILES, cells=(cell,)))
    assert [(frame.path, frame.line, frame.source) for frame in found.failure.frames] == [("cell 3", 2, "y = 1 / 0")]


@pytest.mark.parametrize("error", ["ValueError", "NotImplementedError", "LinAlgError"])
def test_pythons_own_exceptions_keep_their_names(error):
    assert _ground(error=error).failure.error == error


def test_other_exceptions_are_not_named():
    assert _ground(error="MyError").failure.error == OWN_ERROR


@pytest.mark.parametrize("function", ["f", "Net", "Net.loss", "Net.__init__"])
def test_functions_and_methods_of_the_rubric_keep_their_names(function):
    assert _ground(function=function).failure.function == function


def test_of_older_forms_only_known_ones_on_lines_that_were_handed_in_stay():
    cell = Cell(index=2, kind=CellKind.CODE, source="a\nb")
    uses = [("ptp", "m.py", 2), ("ptp", "cell 3", 2), (HIDDEN, "m.py", 1), ("ptp", HIDDEN, 1), ("ptp", "m.py", 314159)]
    uses += [("ptp", "cell 3", 3), ("ptp", "m.py", 0)]
    told = tuple(OldUse(form=form, path=path, line=line) for form, path, line in uses)
    submission = Submission(id="a", sha256="", files=FILES, cells=(cell,))
    seen = sanitized_observation(Observation(outcome=Outcome.RETURNED, old_uses=told), RUBRIC, submission)
    run = sanitized_transcript(Transcript(status=TranscriptStatus.OK, old_uses=told), submission)
    assert seen.old_uses == run.old_uses == told[:2]
