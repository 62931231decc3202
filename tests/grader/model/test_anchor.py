"""A cell is found again in a hand-in by its tags, its unchanged text, or the next cell that is still there."""

from grader.model.anchor import anchors_from, anchors_of, first_places, place_at, tags_of_cell, text_of_cell

CELLS = [("import numpy", ()), ("# your code", ()), ("assert f(1) == 1", ("q1",)), ("# your code", ()), ("## Next", ())]


def test_tags_come_before_the_text_of_the_cell_and_of_those_behind_it():
    found = anchors_from(CELLS, "q1")
    assert found[0] == "tag q1"
    assert found[1:] == (*anchors_of("assert f(1) == 1", ()), *anchors_of("## Next", ()))


def test_a_text_that_is_there_twice_marks_no_place():
    assert anchors_of("# your code", ())[0] not in anchors_from(CELLS, "q1")


def test_words_of_a_cell_name_it_too():
    assert anchors_from(CELLS, "f(1) == 1")[0] == "tag q1"
    assert anchors_from(CELLS, "nowhere") == ()


def test_spaces_and_line_ends_do_not_count():
    assert anchors_of("a  =  1\n", ()) == anchors_of("a = 1", ())
    assert anchors_of(" \n", ()) == ()


def test_a_cell_of_nbformat_has_tags_and_its_grade_id():
    cell = {"source": ["a\n", "b"], "metadata": {"tags": ["x"], "nbgrader": {"grade_id": "q1"}}}
    assert (text_of_cell(cell), tags_of_cell(cell)) == ("a\nb", ("x", "q1"))


def test_the_first_cell_with_an_anchor_is_its_place_and_the_best_anchor_that_is_there_counts():
    places = first_places([(4, "a = 1", ()), (7, "b = 2", ("q1",)), (9, "a = 1", ("q1",))])
    assert place_at(anchors_of("a = 1", ("q1",)), places) == 7
    assert place_at(anchors_of("a = 1", ("gone",)), places) == 4
    assert place_at(("tag gone",), places) is None
