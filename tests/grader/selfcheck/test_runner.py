"""A check that asks for something by itself is answered in the student's own process."""

from dataclasses import dataclass

import numpy as np
import pytest

from grader.model.check import Check
from grader.model.expectation import Expectations, Probe
from grader.model.observation import OldUse, Outcome
from grader.model.rubric import Criterion, Question
from grader.selfcheck.folder import look_at_folder
from grader.selfcheck.line import Tone
from grader.selfcheck.modules import Modules
from grader.selfcheck.runner import PracticeRunner

SOURCE = "def run(s, given):\n    return {'twice': s.double(given['x'])['out']}\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking(Check):
    kind = "asking"

    def observe(self, place, files, find, ask):
        seen = ask({"op": "scenario", "source": SOURCE}, {"x": 4}, "double")
        return {Probe(place.key, "only", ",".join(sorted(files))): seen}


def _observed(student):
    bench = PracticeRunner(student.bundle, look_at_folder(student.bundle, student.folder), {}, Modules(), ())
    criterion = Criterion(id="c", title="", points=1, check=Asking())
    nothing = Expectations(inputs={}, values={}, points={})
    return bench.observe(Question(id="q", title="", criteria=(criterion,)), nothing)


def test_it_gets_what_the_student_s_function_gives(student):
    student.write("m.py", "def double(x):\n    return 2 * x\n")
    ((probe, seen),) = _observed(student).items()
    assert probe == Probe("q.c", "only", "Tiny.ipynb,m.py")
    assert (seen.outcome, seen.values) == (Outcome.RETURNED, {"twice": 8})


def test_an_exception_is_an_observation(student):
    student.write("m.py", "def double(x):\n    return x / 0\n")
    (seen,) = _observed(student).values()
    assert (seen.outcome, seen.failure.error, seen.failure.function) == (Outcome.RAISED, "ZeroDivisionError", "double")


REFUSED = "import numpy as np\ndef double(x):\n    return float(np.array([[2.0 * x]]))\n"


def test_what_numpy_refuses_today_counts_as_when_it_is_graded_and_numpy_stays_as_it_is(student):
    student.write("m.py", REFUSED)
    bench = PracticeRunner(student.bundle, look_at_folder(student.bundle, student.folder), {}, Modules(), ())
    seen = bench._ask({"op": "scenario", "source": SOURCE}, {"x": 4}, "double")
    bench.old_numpy.undo()
    assert (seen.values, seen.old_uses) == ({"twice": 8.0}, (OldUse(form="one_element", path="m.py", line=3),))
    with pytest.raises(TypeError):
        float(np.zeros((1, 1)))


def test_the_card_says_which_line_numpy_refuses_and_what_to_write(student):
    student.write("m.py", "import numpy as np\ndef double(x):\n    return np.reshape(2 * x, newshape=np.shape(x))\n")
    card = student.check("double")
    assert card.tone is Tone.RIGHT
    assert "`m.py`, line 3" in card.tested
    assert "`np.reshape(x, shape)`" in card.tested
    with pytest.raises(TypeError):
        np.reshape(np.zeros(1), newshape=1)
