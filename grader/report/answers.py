"""Renders written answers as one HTML page, question by question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .html import environment


def answers_page(answers: Sequence[Mapping[str, str]]) -> str:
    """Return one self-contained page.

    Args:
        answers: dictionaries with `who`, `question`, `title`, `same` (how many handed it in), `text` (markdown)
            and `points`.
    """
    titles = {answer["question"]: answer["title"] for answer in answers}
    groups = [(title, [answer for answer in answers if answer["question"] == name]) for name, title in titles.items()]
    return environment().get_template("answers.html.j2").render(groups=groups, count=len(answers))
