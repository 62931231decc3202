import pytest

from grader.report.highlight import highlighted


def test_each_line_keeps_its_spaces_and_its_words():
    assert highlighted(["def f(x):", "    return x"]) == [
        '<span class="kw">def</span> f(x):',
        '    <span class="kw">return</span> x',
    ]


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", '"</span><img src=x>', "# <b>", "'''<i>"])
def test_what_a_student_wrote_is_escaped(evil):
    (line,) = highlighted([evil])
    text = line.replace('<span class="com">', "").replace('<span class="str">', "").replace('<span class="kw">', "")
    assert "<" not in text.replace("</span>", "")


def test_a_text_over_several_lines_is_marked_in_each():
    first, second, third = highlighted(['"""one', "two", 'three"""'])
    assert all(line.startswith('<span class="str">') and line.endswith("</span>") for line in (first, second, third))


def test_there_are_as_many_lines_as_were_given():
    assert len(highlighted(["", "x = (", "", "\tbroken ("])) == 4


def test_signs_that_turn_text_round_are_written_out():
    assert highlighted(["x = 1  # \u202e"])[0].endswith("\\u202e</span>")
