"""nbgrader and otter still mark the hand-ins as `marks.json` says; they are installed for it, which needs a network."""

import json
from pathlib import Path

import pytest

from .hand_ins import ASSIGNMENTS, NAMES
from .peer import NoPeerError, environment, marks
from .record import RECORDED

BUILD = Path(__file__).parents[2] / "build" / "peers"

pytestmark = [pytest.mark.slow, pytest.mark.peers]


@pytest.fixture(scope="module")
def programs():
    try:
        return environment(BUILD)
    except NoPeerError as error:
        pytest.skip(str(error))


@pytest.mark.parametrize("name", NAMES)
def test_the_peer_gives_the_recorded_marks(name, tmp_path, programs):
    assert marks(name, tmp_path, programs) == json.loads(RECORDED.read_text())["marks"][name]


def test_every_hand_in_of_every_assignment_has_its_marks():
    recorded = json.loads(RECORDED.read_text())["marks"]
    assert {name: set(found) for name, found in recorded.items()} == {
        name: {"solution", "blank", *about.WRONG} for name, about in ASSIGNMENTS.items()
    }
