import pytest

from grader.errors import IsolationError
from grader.sandbox import bubblewrap, selftest
from grader.sandbox.levels import FULL, LIMITED, NONE
from grader.sandbox.selftest import IsolationTrial, chosen, try_level
from grader.sandbox.supported import refuse_unsupported

ALL = ("landlock", "seccomp", "network", "files", "read_only", "processes", "folder", "totals")


@pytest.fixture
def trials(monkeypatch):
    """Set what a level's trial gives."""
    given = {
        level: IsolationTrial(level=level, held=dict.fromkeys(ALL, True), trouble="") for level in ("full", "limited")
    }
    monkeypatch.setattr(selftest, "try_level", given.__getitem__)
    return given


def _trial(level, **held):
    return IsolationTrial(level=level, held={**dict.fromkeys(ALL, True), **held}, trouble="")


def test_the_strongest_level_that_was_proved_is_taken(trials):
    assert chosen("auto") is FULL
    trials["full"] = _trial("full", network=False)
    assert chosen("auto").level == "limited"


def test_on_windows_one_sentence_says_where_to_go():
    with pytest.raises(IsolationError, match="WSL"):
        refuse_unsupported("win32")
    refuse_unsupported("linux")


def test_limited_is_had_by_name(trials):
    assert chosen("limited").level == "limited"


def test_none_is_had_by_name_alone_and_says_what_it_leaves_open(trials):
    trials["full"] = trials["limited"] = _trial("full", network=False)
    assert chosen("none").level == "none"
    assert chosen("auto").level != "none"
    assert {"network", "files", "processes"} <= set(NONE.not_enforced)


def test_full_that_cannot_be_proved_is_refused(trials):
    trials["full"] = _trial("full", files=False)
    with pytest.raises(IsolationError, match="files did not hold"):
        chosen("full")


def test_a_level_whose_walls_cannot_be_put_up_is_refused_with_the_reason(trials):
    trials["full"] = IsolationTrial(level="full", held={}, trouble="bubblewrap is not installed")
    with pytest.raises(IsolationError, match="bubblewrap is not installed"):
        chosen("full")


def test_limited_says_what_held_and_what_did_not(trials):
    assert chosen("limited").not_enforced == ()
    trials["limited"] = _trial("limited", network=False, files=False, seccomp=False, processes=False, totals=False)
    assert chosen("limited") == LIMITED


def test_without_bubblewrap_full_is_not_even_tried(monkeypatch):
    monkeypatch.setattr(bubblewrap, "find_program", lambda: None)
    assert try_level.__wrapped__("full").trouble == "bubblewrap is not installed"


def test_walls_that_say_nothing_are_not_proved(monkeypatch):
    monkeypatch.setattr(bubblewrap, "find_program", lambda: "/bin/true")
    monkeypatch.setattr(bubblewrap, "command", lambda *args: ["/bin/true"])
    trial = try_level.__wrapped__("full")
    assert not trial.proved
    assert trial.trouble == "it said nothing"


def test_what_this_machine_gives_is_found_out_by_trying():
    assert try_level("limited").held["folder"]
