"""An audit runs of each hand-in only what no earlier audit, and not the right solution, has answered."""

from collections import Counter

import pytest

from grader.authoring.audit import audit
from grader.authoring.proof import runs
from grader.execution.session import SandboxSession
from grader.files.disk_cache import DiskCache
from grader.probes.expected import expect
from grader.sandbox.slot import Slot


@pytest.fixture
def asked(monkeypatch):
    """How many cases were run of each hand-in, and how many processes were made."""
    counted = Counter()
    reply, fork = SandboxSession.reply, Slot.fork

    def counting_reply(session, head, values):
        counted[session._submission.id] += head["op"] == "scenario"
        return reply(session, head, values)

    def counting_fork(slot, *given, **named):
        counted["forks"] += 1
        return fork(slot, *given, **named)

    monkeypatch.setattr(SandboxSession, "reply", counting_reply)
    monkeypatch.setattr(Slot, "fork", counting_fork)
    return counted


@pytest.fixture
def again(stats, slot, tmp_path):
    """Audits the assignment as it then stands, with what earlier audits kept."""

    def found():
        assignment = stats.load()
        return audit(assignment, expect(assignment), slot, kept=DiskCache(tmp_path / "kept"))

    return found


def test_the_same_audit_again_starts_no_process_and_says_the_same(again, asked):
    first = again()
    asked.clear()
    assert again() == first
    assert not asked


def test_it_says_what_an_audit_says_that_keeps_nothing(again, stats):
    again()
    assert again() == stats.audited()


def test_of_a_mistake_only_the_scenarios_are_run_that_its_functions_reach(again, asked):
    again()
    assert asked["over_rows"] == 4  # the cases of `centered`, and of `varied`, in which `center` is called
    assert asked["not_squared"] == 2


def test_after_a_mistake_changed_only_that_one_runs(again, asked, stats):
    again()
    asked.clear()
    stats.change("mistakes/not_squared.py", "abs(center(x))", "abs(center(x) * 3)")
    again()
    assert dict(asked) == {"not_squared": 2, "forks": 1}


def test_after_a_scenario_changed_only_that_one_runs(again, asked, stats):
    again()
    asked.clear()
    stats.change("scenarios.py", "size=(N, 3)) - 2", "size=(N, 4)) - 2")
    again()
    del asked["forks"]
    assert asked == {"reference": 2, "template": 2, "over_rows": 2, "not_squared": 2}


def test_after_a_tolerance_or_points_changed_nothing_runs(again, asked, stats):
    again()
    asked.clear()
    stats.change("rubric.toml", 'outputs = ["v"]', 'outputs = ["v"]\ntolerance = 1e-5')
    stats.change("rubric.toml", "points = 2", "points = 3")
    assert again()["reference"]["score"] == 8
    assert not asked


def test_after_the_reference_changed_everything_runs(again, asked, stats):
    again()
    first = asked.copy()
    asked.clear()
    stats.change("reference.py", "(center(x) ** 2)", "(center(x) ** 2.0)")
    again()
    assert asked == first


def test_a_spoilt_entry_is_run_again(again, asked, tmp_path):
    first, ran = again(), asked["forks"]
    for entry in (tmp_path / "kept").iterdir():
        entry.write_bytes(entry.read_bytes()[:-40])
    asked.clear()
    assert again() == first
    assert asked["forks"] == ran


def test_a_class_that_is_replaced_may_be_used_anywhere(stats, slot):
    stats.change("reference.py", "def center", "class Table:\n    width = 3\ndef center")
    stats.change("mistakes/over_rows.py", "def center", "class Table:\n    width = 4\ndef center")
    assignment = stats.load()
    found = runs.HandInRuns(assignment, expect(assignment), slot, DiskCache(None))
    by_id = {mistake.id: mistake for mistake in assignment.mistakes}
    assert found._unreached(by_id["not_squared"])
    assert not found._unreached(by_id["over_rows"])
