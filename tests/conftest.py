"""What many tests need once: the shipped assignment, a slot, and a way to change one function of a right submission."""

import gc
import os
import signal
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: threads that wait for each other burn a busy machine
os.environ["GRADER_CACHE"] = "off"  # a test computes all that it looks at

from grader.assignment.loader import load_assignment
from grader.authoring.conversion import gradings
from grader.grading import alone, assignment_grader, batch, repair_class
from grader.grading.pipeline import judge, observe
from grader.grading.pool import run_jobs
from grader.probes.expected import expect
from grader.sandbox.selftest import chosen, try_level
from grader.sandbox.slot import Slot
from grader.submission.read import read_submission, submission_of
from tests import chosen_examples  # noqa: F401  (it sets how property tests choose theirs)

SLOWER = (
    *("tests/attacks/", "tests/grader/grading/cluster/", "tests/values/"),
    *("tests/figures/", "tests/forms/", "tests/peers/"),
    *("tests/grader/compare/test_any_value.py", "tests/grader/compare/test_library_values.py"),
)
"""Suites that `make test-all` runs as a whole, and `make test` leaves out."""
UNREAD = (*SLOWER, "tests/browser/", "tests/corpus/")
"""Suites of which `make test` runs nothing, and which it therefore does not read."""
QUICK = "not slow and not browser and not torch"
"""The expression by which `make test` selects its tests."""


def pytest_configure():
    """Let commands be interrupted as at a terminal, also where a shell runs the tests behind a `&`."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_ignore_collect(collection_path, config):
    """Do not read what `make test` leaves out, unless it was asked for by its path."""
    path = f"{collection_path.relative_to(ROOT).as_posix()}/" if collection_path.is_relative_to(ROOT) else ""
    if path in UNREAD and config.option.markexpr == QUICK:
        return not any(path.rstrip("/") in asked for asked in config.args) or None
    return None


def pytest_collection_modifyitems(config, items):
    """Leave to `make test-all` the slower suites, and what runs in a slot of each level but for `limited`.

    Who asks for attacks by their path gets the quick ones among them at every level.
    """
    if any("tests/attacks" in asked for asked in config.args):
        return
    for item in items:
        if item.nodeid.startswith(SLOWER) or ("walled" in item.fixturenames and "[full" in item.name):
            item.add_marker(pytest.mark.slow)


def pytest_collection_finish():
    """Modules and tests stay until the end: without them each collection of garbage is quick, and there are fewer."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


os.environ.pop("COLUMNS", None)  # the width of whoever runs the tests is none of theirs
ROOT = Path(__file__).parents[1]
LAYERS = "cs231n/layers.py"


@dataclass(frozen=True)
class Marker:
    """Grades hand-ins against the shipped rubric."""

    assignment: object
    expectations: object
    slot: object
    records: dict = field(default_factory=dict)

    def record(self, submission):
        """The record of a submission, which is run when it is first asked for."""
        key = (submission.id, submission.sha256)
        if key not in self.records:
            self.records[key] = observe(submission, self.assignment, self.expectations, self.slot)
        return self.records[key]

    def judge(self, record):
        return judge(record, self.assignment, self.expectations)

    def verdicts(self, submission):
        return verdicts(self.judge(self.record(submission)))

    def changed(self, *appended, notebook=False):
        """The perfect example with code appended to its layers, which thereby replaces functions."""
        perfect = read_submission(ROOT / "examples/class/perfect", self.assignment)
        files = dict(perfect.files)
        files[LAYERS] = "\n\n".join([files[LAYERS].decode(), *appended]).encode()
        if not notebook:
            del files["BatchNormalization.ipynb"]
        return submission_of("changed", files, self.assignment)


def verdicts(result):
    return {f"{q.id}.{c.id}": c.verdict.value for q in result.questions for c in q.criteria}


@pytest.fixture(autouse=True)
def no_clock_is_left():
    """A test leaves no timer running, which would end this process in the midst of another test."""
    yield
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


@pytest.fixture(scope="session")
def assignment():
    return load_assignment(ROOT / "rubrics/batch_normalization.toml")


@pytest.fixture(scope="session")
def expectations(assignment):
    return expect(assignment)


@pytest.fixture(scope="session")
def slot_of():
    """The slot of each level, begun when it is first asked for: any number of submissions get a clean process."""
    with ExitStack() as open_slots:
        yield cache(lambda level: open_slots.enter_context(Slot(chosen(level))))


@pytest.fixture(scope="session")
def slot(slot_of):
    return slot_of("limited")


class _Lent:
    """A slot that whoever closes it leaves to the next."""

    def __init__(self, slot):
        self._slot = slot

    def __getattr__(self, name):
        return getattr(self._slot, name)

    def close(self):
        self._slot.reap()


@pytest.fixture(scope="session", autouse=True)
def _lent_slots(slot_of):
    """Graders of this process share slots; what starts and ends one is tried with slots and processes of their own."""
    ours, own = os.getpid(), assignment_grader.Slot

    def lent(isolation, **settings):
        return _Lent(slot_of(isolation.level)) if os.getpid() == ours else own(isolation, **settings)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assignment_grader, "Slot", lent)
        for module in (batch, alone, gradings, repair_class):
            patch.setattr(module, "run_jobs", _here)
        yield


def _here(jobs, settings, work, tasks, grader=None):
    """Do tasks in this process, unless several are asked for; what becomes of lost processes has tests of its own."""
    if jobs > 1:
        return run_jobs(jobs, settings, work, tasks, grader)
    return ((name, work(grader, task)) for name, task in tasks.items())


@pytest.fixture(scope="module", params=["full", "limited"])
def walled(request, slot_of):
    """A slot of each level; `full` is left out where it cannot be had, but never where CI runs."""
    if not try_level(request.param).proved and "CI" not in os.environ:
        pytest.skip(f"no isolation level `{request.param}` here: {try_level(request.param).trouble}")
    return slot_of(request.param)


@pytest.fixture(scope="session")
def marker(assignment, expectations, slot):
    return Marker(assignment, expectations, slot)
