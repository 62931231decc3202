"""What answers have in common is found, and in which words they differ."""

from grader.gradebook.answer_groups import grouped
from grader.review.answers.board import AskedQuestion
from grader.review.answers.similar import differences, nearest_of, similar_to
from tests.grader.gradebook.test_answer_groups import answer


def _question(*texts):
    groups = grouped([answer(text, str(number)) for number, text in enumerate(texts)])
    return AskedQuestion(key="q.c", title="Why?", groups=groups)


def _group(question, text):
    return next(group for group in question.groups if group.first.text == text)


def test_the_most_alike_come_first_and_others_not_at_all():
    question = _question("The box rings.", "The box rings!", "A box may ring.", "Nobody knows why.")
    found = similar_to(question, _group(question, "The box rings."))
    assert [one.group.first.text for one in found] == ["The box rings!", "A box may ring."]
    assert found[0].percent > found[1].percent >= 60


def test_words_that_stand_there_otherwise_are_marked():
    assert differences("a box rings", "a window never rings") == (
        ("a ", False),
        ("window never", True),
        (" rings", False),
    )
    assert differences("同一段文字", "同一段文字") == (("同一段文字", False),)


def test_code_is_shown_without_the_marks_around_it():
    question = _question("```python\nplt.plot(x)\n```", "```python\nplt.plot(y)\n```")
    (found,) = similar_to(question, question.groups[0])
    assert found.is_code
    assert "".join(text for text, _ in found.parts) in ("plt.plot(x)", "plt.plot(y)")


def test_the_next_answer_is_the_one_that_is_most_alike_where_one_is():
    question = _question("The box rings.", "The box rings!", "Nobody knows why.")
    first, alike, other = (_group(question, text) for text in ("The box rings.", "The box rings!", "Nobody knows why."))
    assert nearest_of(question, first, [other, alike]) == alike
    assert nearest_of(question, first, [other]) is None
