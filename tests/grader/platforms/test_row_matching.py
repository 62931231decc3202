"""Who is in which row: the first id that fits, never a guess."""

import pytest

from grader.platforms.row_matching import TableRow, match_rows, spellings

from .conftest import grade

ROWS = (
    TableRow(place=1, name="Doe, Jane", keys={"ID": "11", "Login": "jdoe"}),
    TableRow(place=2, name="Roe, Rick", keys={"ID": "22", "Login": "rroe"}),
    TableRow(place=3, name="Kim, Lee", keys={"ID": "33", "Login": "11"}),
    TableRow(place=4, name="Kim, Lee", keys={"ID": "44", "Login": ""}),
)


def _wanted(entry):
    return {"ID": [entry.student], "Login": [entry.student, entry.login]}


def _rows(*grades):
    found = match_rows(grades, ROWS, _wanted)
    return {student: row.place for student, row in found.rows.items()}, found


def test_an_id_is_matched_and_the_others_are_named():
    rows, found = _rows(grade("22", 1.0), grade("99", 1.0))
    assert rows == {"22": 2}
    assert found.unmatched == ("99",)
    assert [row.place for row in found.strangers] == [1, 3, 4]


def test_a_login_is_matched_whatever_its_case():
    assert _rows(grade("x", 1.0, login="RRoe"))[0] == {"x": 2}


@pytest.mark.parametrize("name", ["Jane Doe", "doejane", "Doe, Jane", "JANE  DOE"])
def test_a_name_that_is_alone_is_matched(name):
    assert _rows(grade("x", 1.0, name=name))[0] == {"x": 1}


def test_a_name_that_two_rows_bear_is_not_matched():
    rows, found = _rows(grade("x", 1.0, name="Lee Kim"))
    assert (rows, found.unmatched) == ({}, ("x",))


def test_a_name_that_two_of_ours_bear_is_not_matched():
    rows, found = _rows(grade("x", 1.0, name="Rick Roe"), grade("y", 1.0, name="Roe Rick"))
    assert (rows, found.unmatched) == ({}, ("x", "y"))


def test_two_rows_by_different_ids_are_told_not_chosen_from():
    rows, found = _rows(grade("11", 1.0))
    assert (rows, found.unclear) == ({}, {"11": "fits rows 2, 4"})


def test_the_name_decides_between_two_rows():
    assert _rows(grade("11", 1.0, name="Jane Doe"))[0] == {"11": 1}


def test_two_students_in_one_row_are_both_told():
    rows, found = _rows(grade("22", 1.0), grade("x", 1.0, login="rroe"))
    assert rows == {}
    assert set(found.unclear) == {"22", "x"}


def test_spellings_know_accents_in_either_form():
    assert spellings("Zoe\u0308") == spellings("zoë")


@pytest.mark.parametrize("other", ["Zoe Doe", "DOE, ZO\u00cb", "zoe\u0308doe", "doezoe"])
def test_accents_and_order_do_not_part_a_name_from_itself(other):
    assert spellings("Zoë Doe") & spellings(other)


def test_rows_that_an_accent_alone_tells_apart_are_not_matched_by_name():
    rows = (TableRow(place=1, name="Jan Müller", keys={}), TableRow(place=2, name="Jan Muller", keys={}))
    assert match_rows([grade("x", 1.0, name="Jan Müller")], rows, _wanted).unmatched == ("x",)
