"""Whatever was written between a question and the template's next cell reaches a person; only nothing does not."""

import pytest

from grader.checks.answer import Answer
from grader.model.rubric import CellSelector
from grader.model.submission import Cell, CellKind
from grader.submission.answers import written_answers

BECAUSE = "It divides by the sum, so that the entries add up to one."
ASKED = "## Question 3\n\nWhy does it work? Explain in a few sentences."
FILL = "**Your answer:** *[fill this in]*"
SECOND = "**Question 4**: Which one?\n\n- [ ] the first\n- [ ] the second"
CODE = "def f(x):\n    raise NotImplementedError"
GIVEN = [
    ("code", "import numpy as np"),
    ("markdown", f"{ASKED}\n\n{FILL}", "why"),
    ("markdown", SECOND),
    ("code", CODE),
    ("markdown", "## The end\nThank you."),
]
CHECKS = {
    "q3": Answer(cell=CellSelector(tag="why", contains="Why does it work")),
    "q4": Answer(cell=CellSelector(contains="Question 4")),
}


def _cells(*cells):
    return [
        Cell(index=place, kind=CellKind.of(kind), source=source, tags=tuple(tags))
        for place, (kind, source, *tags) in enumerate(cells)
    ]


def _answers(*cells, checks=CHECKS, given=GIVEN):
    return written_answers(checks, _cells(*cells), _cells(*given))


def _third(*between):
    """Return the answer to question 3 of a notebook with these cells in its place, and the rest solved."""
    found = _answers(GIVEN[0], *between, GIVEN[2], ("code", "def f(x):\n    return 2 * x"), GIVEN[4])
    assert found["q4"].unchanged
    return found["q3"]


@pytest.mark.parametrize(
    "source",
    [
        f"{ASKED}\n\n**Your answer:** {BECAUSE}",
        f"{ASKED}\n\n{BECAUSE}",
        f"{ASKED}\n\n**My answer:** {BECAUSE}",
        f"{ASKED}\n\nAns: {BECAUSE}",
        f"{ASKED}\n\n**Solution:** {BECAUSE}",
        f"{ASKED}\n\n**Antwort:** {BECAUSE}",
        f"{ASKED}\n\n**Your answer:** *[{BECAUSE}]*",
        f"{ASKED}\n\n{FILL} {BECAUSE}",
        f"{ASKED}\n\n{BECAUSE}\n\n**Your answer:**",
        f"{ASKED}\n\n<b>Your answer:</b> {BECAUSE}",
        f"{ASKED}\n\n~~Your answer:~~ {BECAUSE}",
        f"{ASKED}\n\n- **Your answer:** {BECAUSE}",
        f"{ASKED}\n\n**Your answer\uff1a** {BECAUSE}",
        f"## Question 3\n\nWhy does it work? Explain.\n\nAnswers without reasons get nothing.\n\n{BECAUSE}",
        BECAUSE,
    ],
)
def test_an_answer_in_the_questions_cell_waits(source):
    answer = _third(("markdown", source, "why"))
    assert BECAUSE in answer.text
    assert not answer.unchanged


@pytest.mark.parametrize(
    "added",
    [
        [("code", f"# {BECAUSE}")],
        [("raw", BECAUSE)],
        [("markdown", BECAUSE)],
        [("markdown", f"### Answer to 3\n{BECAUSE}")],
        [("markdown", f"### My thoughts\n{BECAUSE}")],
        [("code", ""), ("markdown", BECAUSE)],
        [
            ("markdown", "## Part two of my answer"),
            ("code", f"print('{BECAUSE}')"),
            ("markdown", "![](attachment:a.png)"),
        ],
    ],
)
def test_an_answer_in_cells_below_waits(added):
    answer = _third(GIVEN[1], *added)
    assert BECAUSE in answer.text
    assert not answer.unchanged


def test_an_answer_in_a_language_without_spaces_waits():
    assert "因为各项之和为一" in _third(("markdown", f"{ASKED}\n\n**答案\uff1a** 因为各项之和为一。", "why")).text


def test_an_answer_over_a_question_whose_tag_is_lost_waits():
    assert _third(("markdown", BECAUSE)).text == BECAUSE


def test_a_question_of_which_the_student_kept_a_few_words_is_found_by_them():
    answer = _answers(("code", "x = 1"), ("code", "y = 2"), ("markdown", f"Why does it work?\n## Answer\n{BECAUSE}"))
    assert answer["q3"].text == BECAUSE


def test_a_choice_waits_whether_ticked_or_the_others_taken_away():
    rest = GIVEN[3:]
    for chosen in (SECOND.replace("[ ] the first", "[x] the first"), SECOND.replace("\n- [ ] the second", "")):
        found = _answers(*GIVEN[:2], ("markdown", chosen), *rest)
        assert not found["q4"].unchanged
        assert "the first" in found["q4"].text
        assert found["q3"].unchanged


def test_a_cell_for_the_answer_that_the_template_gives_is_the_answers():
    given = [("markdown", "Why?", "why"), ("markdown", "*Write here.*"), ("code", CODE)]
    for written in ("Weil es sich zu eins addiert.", "*Write here.* Since they add up.", "1. Since\n2. they do"):
        found = _answers(given[0], ("markdown", written), given[2], given=given)["q3"]
        assert not found.unchanged
        assert written.split()[-1] in found.text
    assert _answers(*given, given=given)["q3"].unchanged
    assert _answers(given[0], given[2], given=given)["q3"].unchanged


@pytest.mark.parametrize(
    "between",
    [
        [GIVEN[1]],
        [("markdown", f"{ASKED}\n\n**Your answer:**", "why")],
        [("markdown", f"{ASKED}\n\n{FILL}\n\n ", "why"), ("code", " ")],
        [("markdown", ASKED, "why"), ("markdown", FILL, "why")],
        [GIVEN[1], ("code", "check('q3')\nhint('q3')")],
        [GIVEN[1], ("markdown", "Run the cell below.", "selfcheck")],
        [],
    ],
)
def test_what_says_nothing_is_not_attempted(between):
    assert _third(*between).unchanged


def test_an_untouched_question_of_an_earlier_template_is_not_attempted():
    earlier = "## Question 3\n\nWhy should it work? Explain in a few lines."
    assert _third(("markdown", f"{earlier}\n\n{FILL}", "why")).unchanged
    assert not _third(("markdown", f"{earlier}\n\n{FILL} {BECAUSE}", "why")).unchanged
    assert not _third(("markdown", f"{ASKED}\n\n{BECAUSE}\n\n{FILL}", "why")).unchanged
    assert not _third(("markdown", f"{BECAUSE}\n\n{FILL}", "why")).unchanged


def test_a_notebook_of_something_else_has_no_answer():
    assert _answers(("code", "1"), ("markdown", "Other words."))["q3"].unchanged


def test_a_moved_cell_of_the_template_is_nobodys_answer():
    assert _answers(GIVEN[0], GIVEN[1], GIVEN[4], GIVEN[2], GIVEN[3])["q3"].unchanged


def test_an_answer_below_its_heading_is_shown_alone():
    given = [("markdown", "## Inline question 1\nWhy?\n\n## Answer\n[FILL THIS IN]", "why"), ("code", CODE)]
    for source in (
        "## Inline question 1\nWhy?\n## Answer\nBecause.",
        "**Inline Question 1**: Why?\n\n**Answer:** Because.",
        "## Inline question 1\nWhy?\n## Your Answer:\nBecause.",
    ):
        assert _answers(("markdown", source, "why"), given[1], given=given)["q3"].text == "Because."


def test_a_heading_with_more_words_is_shown_with_them():
    assert _third(GIVEN[1], ("markdown", f"### Answer to 3\n{BECAUSE}")).text.startswith("### Answer to 3")


def test_a_cell_that_is_all_answer_is_read_whole():
    checks = {"q": Answer(cell=CellSelector(tag="why"), whole=True)}
    given = [("markdown", "YOUR ANSWER HERE", "why")]
    assert _answers(("markdown", "Because.", "why"), checks=checks, given=given)["q"].text == "Because."
    assert _answers(*given, checks=checks, given=given)["q"].unchanged


def test_a_notebook_that_is_made_to_be_slow_is_read():
    many = [("markdown", f"why does it work {place}") for place in range(3000)]
    long = ("markdown", "\n" * 200_000 + "*_ [" * 200_000 + "answer", "why")
    answer = _answers(GIVEN[0], long, *many)["q3"]
    assert not answer.unchanged


TASK = (("markdown", "Simulate it.", "task"), ("markdown", "## Next"), ("code", "x = 1"))


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        (TASK, ""),
        ((TASK[0], ("code", "run()"), ("markdown", "It works."), *TASK[1:]), "```python\nrun()\n```\n\nIt works."),
        ((TASK[0], ("code", "run()"), ("code", "x = 1")), "```python\nrun()\n```"),
        ((("markdown", "Simulate it. Done.", "task"), *TASK[1:]), "Simulate it. Done."),
        (TASK[1:], ""),
    ],
)
def test_a_task_s_answer_is_what_the_student_put_behind_it(cells, text):
    found = _answers(*cells, checks={"t": Answer(cell=CellSelector(tag="task"))}, given=TASK)["t"]
    assert ("" if found.unchanged else found.text, found.unchanged) == (text, not text)


def test_code_that_binds_what_a_template_cell_binds_is_that_cell_s_and_no_answer():
    given = [GIVEN[0], ("code", "# Which one? Compute it.\nraise NotImplementedError\npeak = None"), GIVEN[1]]
    found = _answers(GIVEN[0], ("code", "peak = abs(np.fft.fft(x)).argmax() + 1"), given=given)
    assert found["q3"].unchanged
