"""Written answers out as a table and back in: what cannot be taken is named, and nothing is overwritten silently."""

import csv
import io
import json

import pytest

from grader.errors import CallerError
from grader.gradebook.aliases import alias_key
from grader.gradebook.answer_sheet import COLUMNS, page_rows, read_answer_sheet, sheet_text, split
from grader.gradebook.answers import answers_in
from grader.grading.override import decide, override
from grader.report.answers import answers_page


@pytest.fixture
def course(answered):
    return answered


def _rows(course, key=None):
    return list(csv.DictReader(io.StringIO(sheet_text(answers_in(course.out), key))))


def _file(course, rows, name="sheet.csv"):
    path = course.out.parent / name
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return path


def _take(course, rows):
    path = rows if not isinstance(rows, list) else _file(course, rows)
    found = read_answer_sheet(path, answers_in(course.out), alias_key(course.out), "ta")
    if found.decisions:
        decide(course.out, found.decisions)
    return found


def _points(course):
    return {answer.submission: answer.points for answer in answers_in(course.out)}


def test_there_is_a_row_for_each_answer_that_was_written(course):
    rows = _rows(course)
    assert tuple(rows[0]) == COLUMNS
    assert [(row["student"], row["submission"], row["question"]) for row in rows] == [
        ("00123", "solo", "ringing.answer"),
        ("bo; cy", "team", "ringing.answer"),
        ("'=early", "'=early", "ringing.answer"),
    ]
    assert all(row["text"] and (row["points"], row["max_points"]) == ("", "2") for row in rows)


def test_an_alias_hides_who_wrote_it_and_stays_the_same(course):
    key = alias_key(course.out)
    text = sheet_text(answers_in(course.out), key)
    assert not any(name in text for name in ("00123", "solo", "team", "early"))
    assert sheet_text(answers_in(course.out), alias_key(course.out)) == text
    assert _rows(course, key) == sorted(_rows(course, key), key=lambda row: row["student"])


@pytest.mark.parametrize("anonymous", [False, True])
def test_points_and_comments_come_back(course, anonymous):
    rows = _rows(course, alias_key(course.out) if anonymous else None)
    for number, row in enumerate(rows):
        row |= {"points": str(number), "comment": f"=comment {number}"}
    found = _take(course, rows)
    assert (len(found.decisions), found.unchanged, found.refused) == (3, 0, ())
    assert sorted(_points(course).values()) == [0, 1, 2]
    assert {answer.comment for answer in answers_in(course.out)} == {"=comment 0", "=comment 1", "=comment 2"}


def test_the_same_table_twice_changes_nothing(course):
    rows = _rows(course)
    rows[0] |= {"points": "1,5", "comment": "Good."}
    assert len(_take(course, rows).decisions) == 1
    again = _take(course, rows)
    assert (again.decisions, again.unchanged, again.refused) == ((), 3, ())
    assert _points(course)["solo"] == 1.5


def test_two_people_mark_their_halves_and_one_conflict_is_named(course):
    parts = split(answers_in(course.out), 2)
    assert sorted(len(part) for part in parts) == [1, 2]
    first, second = _rows(course), _rows(course)
    first[0] |= {"points": "1"}
    first[1] |= {"points": "2"}
    second[1] |= {"points": "0.5"}
    second[2] |= {"points": "2"}
    assert _take(course, first).refused == ()
    (refused,) = _take(course, second).refused
    assert "row 3 (bo; cy, ringing.answer): somebody else changed it" in refused
    assert "it has 2 points now" in refused
    assert _points(course) == {"solo": 1, "team": 2, "=early": 2}


def test_a_row_that_nobody_touched_overwrites_nothing(course):
    rows = _rows(course)
    override(course.out, "bo", "ringing", 2, "Given meanwhile.")
    assert _take(course, rows).refused == ()
    assert _points(course)["team"] == 2


def test_points_can_be_taken_back(course):
    override(course.out, "bo", "ringing", 2, "")
    rows = _rows(course)
    assert rows[1]["points"] == "2"
    rows[1]["points"] = ""
    assert len(_take(course, rows).decisions) == 1
    assert _points(course)["team"] is None


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"points": "3"}, "3 points are out of range, it is worth 0 to 2"),
        ({"points": "-1"}, "out of range"),
        ({"points": "nan"}, "out of range"),
        ({"points": "good"}, "'good' is no number of points"),
        ({"comment": "Hm."}, "give points too"),
        ({"submission": "nobody", "points": "1"}, "no such hand-in"),
        ({"question": "dft.output", "points": "1"}, "no such hand-in and question"),
    ],
)
def test_a_row_that_cannot_be_taken_is_named_and_the_others_are(course, change, told):
    rows = _rows(course)
    rows[0] |= change
    rows[2] |= {"points": "1"}
    found = _take(course, rows)
    assert len(found.decisions) == 1
    (refused,) = found.refused
    assert "sheet.csv, row 2" in refused
    assert told in refused
    assert _points(course)["=early"] == 1


def test_an_answer_with_two_different_rows_is_named(course):
    rows = _rows(course)
    found = _take(course, [{**rows[0], "points": "1"}, {**rows[0], "points": "2"}])
    assert "twice" in found.refused[0]


def test_points_for_a_text_that_was_handed_in_anew_are_refused_and_those_given_wait_again(course):
    rows = _rows(course)
    rows[1] |= {"points": "1"}
    _take(course, rows)
    notebook = course.hand_ins / "team/Filter.ipynb"
    answer = next(answer.text for answer in answers_in(course.out) if answer.submission == "team")
    start = answer[:20]
    assert start in notebook.read_text()
    notebook.write_text(notebook.read_text().replace(start, "Something else.", 1))
    course.batch()
    assert _points(course)["team"] is None
    rows[1] |= {"points": "2"}
    assert "handed in anew" in _take(course, rows).refused[0]


def test_an_answer_that_stands_twice_with_the_same_points_is_taken(course, monkeypatch):
    moments = iter(map(str, range(9)))
    monkeypatch.setattr("grader.gradebook.answer_sheet.now", lambda: next(moments))
    row = {**_rows(course)[0], "points": "1"}
    found = _take(course, [row, row])
    assert (len(found.decisions), found.refused) == (1, ())


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"student,points\na,1\n", "no column comment"), (b"\xff\xfe", "cannot be read"), (None, "cannot")],
)
def test_a_file_that_is_no_such_table_is_refused(course, content, told):
    path = course.out.parent / "sheet.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CallerError, match=told):
        _take(course, path)


def test_a_table_saved_by_a_spreadsheet_is_taken(course):
    rows = _rows(course)
    rows[0] |= {"points": "1,5"}
    path = _file(course, rows)
    with path.open(newline="") as file:
        semicolons = io.StringIO()
        csv.writer(semicolons, delimiter=";", lineterminator="\r\n").writerows(csv.reader(file))
    path.write_text("\ufeff" + semicolons.getvalue(), newline="")
    assert len(_take(course, path).decisions) == 1


def test_the_page_shows_each_answer_as_text_only(course):
    answers = answers_in(course.out)
    page = answers_page([{**row, "text": "<script>alert(1)</script> *so*"} for row in page_rows(answers, None)])
    assert "<script>" not in page
    assert page.count("<em>so</em>") == 3


def _same_text(course, *names):
    answers = [answer for answer in answers_in(course.out) if answer.submission in names]
    for answer in answers[1:]:
        (notebook,) = (course.hand_ins / answer.submission).glob("*.ipynb")
        given, wanted = json.dumps(answer.text)[1:-1], json.dumps(answers[0].text)[1:-1]
        assert given in notebook.read_text()
        notebook.write_text(notebook.read_text().replace(given, wanted, 1))
    course.batch()


def test_what_several_handed_in_word_for_word_is_shown_once_and_marked_once(course):
    _same_text(course, "solo", "team")
    assert [(row["student"], row["same"]) for row in _rows(course)] == [("00123; bo; cy", "2"), ("'=early", "1")]
    assert [row["same"] for row in page_rows(answers_in(course.out), None)] == ["2", "1"]
    assert "handed in 2 times" in answers_page(page_rows(answers_in(course.out), None))
    rows = _rows(course)
    rows[0] |= {"points": "1.5", "comment": "Good."}
    assert len(_take(course, rows).decisions) == 2
    assert _points(course) == {"solo": 1.5, "team": 1.5, "=early": None}
    assert _take(course, rows).unchanged == 2


def test_the_same_text_with_other_points_is_a_row_of_its_own_and_keeps_them(course):
    _same_text(course, "solo", "team")
    rows = _rows(course)
    override(course.out, "bo", "ringing", 2, "Seen before.")
    assert [row["same"] for row in _rows(course)] == ["1", "1", "1"]
    rows[0] |= {"points": "1"}
    _take(course, rows)
    assert (_points(course)["solo"], _points(course)["team"]) == (1, 2)


def test_the_same_text_goes_to_one_person(course):
    _same_text(course, "solo", "team")
    assert sorted(sorted(answer.submission for answer in part) for part in split(answers_in(course.out), 2)) == [
        ["=early"],
        ["solo", "team"],
    ]
