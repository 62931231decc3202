"""Edits are made in a text, measured, and shown as a difference."""

from dataclasses import replace

from grader.edits.edit import Edit, EditKind, applied, difference, extent, overlap, placed_before


def edit(start, end, text):
    return Edit(kind=EditKind.NAME, line=1, start=start, end=end, text=text)


def test_edits_are_made_whatever_their_order():
    assert applied("a + b", [edit(0, 1, "xx"), edit(4, 5, "yy")]) == "xx + yy"


def test_places_are_counted_in_bytes():
    assert applied("é = b", [edit(5, 6, "c")]) == "é = c"


def test_edits_of_one_part_overlap():
    assert overlap(edit(0, 4, ""), edit(2, 6, ""))
    assert not overlap(edit(0, 2, ""), edit(2, 4, ""))


def test_what_stays_the_same_at_both_ends_does_not_count():
    before = "batchnorm_backward(dout, cache).reshape(x)"
    assert extent(edit(0, len(before), "batchnorm_backward(dout, cache)"), before) == len(".reshape") + 1


def test_a_difference_names_the_file_and_both_lines():
    assert difference("a\nb\n", "a\nc\n", "m.py").splitlines() == ["--- m.py", "+++ m.py", "@@ -2 +2 @@", "-b", "+c"]


def test_an_edit_of_an_edited_text_has_a_place_in_the_text_as_it_was():
    made = Edit(kind=EditKind.NAME, line=1, start=0, end=1, text="long")
    later = Edit(kind=EditKind.NAME, line=1, start=7, end=8, text="c")
    assert applied("a + b", [made, placed_before(later, [made])]) == "long + c"
    assert placed_before(replace(later, start=2, end=3), [made]) is None


def test_parentheses_around_what_is_changed_are_no_change():
    assert extent(edit(0, 9, "((a - b) / s)"), "(a - b) - s") == 1
