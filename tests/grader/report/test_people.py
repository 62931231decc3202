"""What people say in a report, and where students complain."""

import pytest

from grader.report.people import answer_lines, appeal_link, comment_lines
from grader.report.words import words


def test_comments_stand_with_their_lines():
    said = [
        {"path": "a.py", "line": 3, "source": "x = `1`", "comment": "Why?"},
        {"path": "A.ipynb", "cell": 0, "line": 1, "source": "y", "comment": "Good."},
    ]
    assert comment_lines(words("en"), {"line_comments": said}) == [
        ("`a.py`, line 3: `x = 1`", "Why?"),
        ("Cell 1, line 1: `y`", "Good."),
    ]


def test_an_answer_tells_what_it_changed():
    said = [
        {"asked": "*Look* again", "answer": "Yes.", "before": 1.0, "after": 2.0},
        {"asked": "b", "answer": "No."},
        {"asked": "c", "answer": "Yes.", "before": None, "after": 2.0},
    ]
    found = answer_lines(words("en"), {"appeals": said})
    assert found[0] == (r"\*Look\* again", "Yes. These points were 1 before, and are 2 now.")
    assert found[1] == ("b", "No.")
    assert "were - before" in found[2][1]


@pytest.mark.parametrize("address", ["https://uni.edu/form", "mailto:staff@uni.edu", "http://uni.edu"])
def test_an_address_is_linked_to(address):
    assert appeal_link({"appeals_to": address}) == (address, "")


def test_a_sentence_is_told_as_it_is():
    assert appeal_link({"appeals_to": "Come to <room> 4."}) == ("", "Come to <room> 4.")
    assert appeal_link({}) == ("", "")
