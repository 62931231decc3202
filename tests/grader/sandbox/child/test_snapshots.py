"""Names of a notebook are put back as they were at a place, and as they are at its end."""

import random

import numpy as np
import pytest

from grader.sandbox.child.snapshots import Snapshots


@pytest.fixture
def names():
    found = {}
    exec("K = 1\ndef shift(n): return n + K\nboth = [[1], np.zeros(2)]\nsame = both[0]", {"np": np}, found)  # noqa: S102 - our own text
    return found


def test_what_is_changed_in_place_is_put_back_as_it_was(names):
    taken = Snapshots(names)
    taken.take("first")
    names["both"][0].append(2)
    names["both"][1][:] = 7
    taken.put_back("first")
    assert names["both"][0] == [1]
    assert names["both"][1].tolist() == [0, 0]
    assert names["same"] is names["both"][0]


def test_each_test_gets_values_of_its_own_and_the_end_is_the_end(names):
    taken = Snapshots(names)
    taken.take("first")
    names["late"] = 1
    taken.put_back("first")
    names["both"][0].append(9)
    taken.put_back("first")
    assert names["both"][0] == [1]
    assert "late" not in names
    taken.put_back("")
    assert names["late"] == 1


def test_functions_see_the_names_of_the_place():
    names = {}
    exec("K = 1\ndef shift(n): return n + K", names)  # noqa: S102 - our own text
    taken = Snapshots(names)
    taken.take("first")
    exec("K = 10", names)  # noqa: S102 - our own text
    taken.put_back("first")
    assert names["shift"](1) == 2


def test_the_states_of_the_generators_are_those_of_the_place(names):
    taken = Snapshots(names)
    before = random.getstate()
    taken.take("first")
    random.seed(5)
    assert taken.put_back("first")["python"] == before
    assert taken.put_back("never passed") == {}


def test_what_is_too_large_is_not_copied(names):
    taken = Snapshots(names, _bytes=8)
    taken.take("first")
    names["both"][1][:] = 7
    taken.put_back("first")
    assert names["both"][1].tolist() == [7, 7]


def test_a_list_that_holds_itself_is_copied():
    own = [1]
    own.append(own)
    names = {"own": own}
    taken = Snapshots(names)
    taken.take("first")
    own[0] = 5
    taken.put_back("first")
    assert names["own"][0] == 1
    assert names["own"][1] is names["own"]
