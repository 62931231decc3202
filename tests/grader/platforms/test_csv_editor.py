"""A table in place: only the wanted cells change, and Python's own reader sees the same cells."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import CallerError
from grader.platforms.csv_editor import replaced, sheet_of

SIGNS = st.text(alphabet='ab",;\t\r\n é=1', max_size=40)
CODECS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"])


def _sheet(text, codec="utf-8"):
    try:
        return sheet_of(text.encode(codec), "f.csv")
    except CallerError:
        return None  # a quote is never closed


@given(SIGNS, CODECS)
def test_replacing_nothing_gives_the_same_bytes(text, codec):
    sheet = _sheet(text, codec)
    assert sheet is None or replaced(sheet, {}) == text.encode(codec)


@given(SIGNS)
def test_the_scanner_agrees_with_csv(text):
    sheet = _sheet(text)
    if sheet is not None:
        told = list(csv.reader(io.StringIO(text, newline=""), delimiter=sheet.delimiter))
        assert [[field.value for field in row] for row in sheet.rows] == told


@given(SIGNS, st.data(), st.sampled_from(["7", "7,5", 'say "x"', "a\nb", ""]))
def test_replacing_one_cell_changes_that_span_alone(text, data, value):
    sheet = _sheet(text)
    cells = [(row, column) for row, fields in enumerate(sheet.rows if sheet else ()) for column in range(len(fields))]
    if not cells:
        return
    row, column = data.draw(st.sampled_from(cells))
    field = sheet.rows[row][column]
    after = replaced(sheet, {(row, column): value}).decode()
    assert after.startswith(text[: field.start])
    assert after.endswith(text[field.end :])
    told = list(csv.reader(io.StringIO(after, newline=""), delimiter=sheet.delimiter))
    if len(sheet.rows[row]) > 1:  # a lone empty cell is an empty line, which has no cells
        assert told[row][column] == value


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('a,b\r\n"1",2', 'a,b\r\n"1",9'),
        ('a,b\n1,"2" \n', 'a,b\n1,"9"\n'),
        ("a;b\n1;2;;\n", "a;b\n1;9;;\n"),
        ("a\tb\r1\t2\r", "a\tb\r1\t9\r"),
        ('\ufeff"a,x",b\n"Q\n""x""",2\n', '\ufeff"a,x",b\n"Q\n""x""",9\n'),
        ("a,b\n1\n", "a,b\n1,9\n"),
    ],
)
def test_quotes_line_ends_marks_and_ragged_rows_stay(before, after):
    sheet = sheet_of(before.encode(), "f.csv")
    assert replaced(sheet, {(1, 1): "9"}).decode() == after


def test_a_short_row_grows_by_two_cells():
    sheet = sheet_of(b"a,b,c,d\n1\n", "f.csv")
    assert replaced(sheet, {(1, 1): "8", (1, 3): "9"}) == b"a,b,c,d\n1,8,,9\n"


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-8-sig"])
def test_the_encoding_stays(codec):
    text = "Müller,2\nÖ,3\n" if codec == "cp1252" else "name,x\nMüller,2\n"
    sheet = sheet_of(text.encode(codec), "f.csv")
    assert sheet.value(1, 0) in ("Müller", "Ö")
    assert replaced(sheet, {}) == text.encode(codec)


def test_bytes_that_no_encoding_knows_stay():
    content = b"M\xfcller\x81\x8d,2\n"
    assert replaced(sheet_of(content, "f.csv"), {(0, 1): "3"}) == b"M\xfcller\x81\x8d,3\n"


@pytest.mark.parametrize(
    ("content", "told"), [(b'a,b\n"1,2\n', "row 2 is never closed"), (b"\xff\xfea", "not the text that")]
)
def test_a_damaged_file_is_refused(content, told):
    with pytest.raises(CallerError, match=told):
        sheet_of(content, "f.csv")
