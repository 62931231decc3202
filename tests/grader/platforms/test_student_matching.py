"""Hand-ins beside the list of a class: by id, login, address, then name; what fits two fits none."""

import pytest

from grader.model.roster import Entry
from grader.platforms.arrival import Arrival
from grader.platforms.student_matching import match_students

CLASS = (
    Entry(student="11", name="Doe, Zoë", login="zdoe", email="z@x.y"),
    Entry(student="22", name="Roe, Rick", group="Team A"),
    Entry(student="33", name="Kim, Lee", group="Team A"),
    Entry(student="44", name="Kim, Lee"),
)


def _matched(*entries):
    found = match_students([Arrival(id=str(n), items={}, entries=(one,)) for n, one in enumerate(entries)], CLASS)
    return [[entry.student for entry in arrival.entries] for arrival in found.arrivals], found


@pytest.mark.parametrize(
    "entry",
    [
        Entry(student="11"),
        Entry(student="x", login="ZDOE"),
        Entry(student="z@x.y"),
        Entry(student="x", name="Zoe Doe"),
        Entry(student="x", name="doezoe\u0308"),
        Entry(student="x", name="zdoedoezoe"),
    ],
)
def test_a_student_is_known_by_any_of_these(entry):
    assert _matched(entry)[0] == [["11"]]


def test_a_name_that_two_bear_is_nobody_s():
    ids, found = _matched(Entry(student="x", name="Lee Kim"))
    assert (ids, [one.student for one in found.unmatched]) == ([["x"]], ["x"])


def test_an_id_outweighs_a_name():
    ids, found = _matched(Entry(student="11"), Entry(student="x", name="Zoe Doe"))
    assert (ids, [one.student for one in found.unmatched]) == ([["11"], ["x"]], ["x"])


def test_a_group_s_hand_in_is_all_its_members():
    ids, found = _matched(Entry(student="7", name="teama"))
    assert ids == [["22", "33"]]
    assert [one.student for one in found.missing] == ["11", "44"]


def test_without_a_list_nothing_changes():
    arrivals = [Arrival(id="a", items={}, entries=(Entry(student="x"),))]
    assert match_students(arrivals, None).arrivals == tuple(arrivals)
