"""Writes written answers as a table that people fill in, and reads the filled-in table."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from grader.errors import CallerError
from grader.files.csv_rows import read_rows
from grader.model.decision import Decision
from grader.report.plain import guarded

from .aliases import alias
from .answers import SameAnswers, WrittenAnswer, mark_revision, same_answers
from .decisions import now

COLUMNS = ("student", "submission", "question", "same", "text", "points", "max_points", "comment", "revision")
"""The table's columns; people fill in `points` and `comment`. `same` is how many handed in this very text."""
NEEDED = {"student", "submission", "question", "points", "comment", "revision"}
"""The columns that a filled-in table must have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSheetResult:
    """The content of a filled-in table."""

    decisions: tuple[Decision, ...]
    """The decisions to be recorded."""
    unchanged: int
    """Number of rows without anything new."""
    refused: tuple[str, ...]
    """Rows that are refused, each with the reason."""


def sheet_text(answers: Sequence[WrittenAnswer], key: bytes | None) -> str:
    """Return the table of some answers as CSV, identical ones once; with a key, submissions are named by aliases.

    Args:
        answers: the answers.
        key: the class's secret for aliases; None to name the students.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for same in same_answers(_in_order(answers, key)):
        answer = same.first
        submission = "" if key else answer.submission
        cells = [_authors(same, key), submission, name_of(answer), str(len(same.answers)), answer.text]
        points = "" if answer.points is None else f"{answer.points:g}"
        told = [points, f"{answer.max_points:g}", guarded(answer.comment), answer.revision]
        writer.writerow([*map(guarded, cells), *told])
    return text.getvalue()


def page_rows(answers: Sequence[WrittenAnswer], key: bytes | None) -> list[dict[str, str]]:
    """Return the same answers for an HTML page: `who`, `question`, `title`, `same`, `text`, `points`.

    Args:
        answers: the answers.
        key: the class's secret for aliases; None to name the students.
    """
    return [
        {
            "who": _authors(same, key),
            "question": name_of(same.first),
            "title": same.first.title,
            "same": str(len(same.answers)),
            "text": same.first.text,
            "picture": same.first.picture,
            "points": f"{'-' if same.first.points is None else f'{same.first.points:g}'} / {same.first.max_points:g}",
        }
        for same in same_answers(_in_order(answers, key))
    ]


def _in_order(answers: Sequence[WrittenAnswer], key: bytes | None) -> Sequence[WrittenAnswer]:
    """Return the answers as they come, or ordered by alias, so that the order does not reveal who wrote them."""
    return sorted(answers, key=lambda answer: shown_author(answer, key)) if key else answers


def shown_author(answer: WrittenAnswer, key: bytes | None) -> str:
    """Return the table's name for those who wrote an answer: an alias, or the students' ids."""
    return alias(key, answer.submission) if key else "; ".join(answer.students)


def _authors(same: SameAnswers, key: bytes | None) -> str:
    """Return the table's name for those who wrote the same: the first one's alias, or all of their ids."""
    return shown_author(same.first, key) if key else "; ".join(same.students)


def name_of(answer: WrittenAnswer) -> str:
    """Return the table's name for a question, `question.criterion`."""
    return f"{answer.question}.{answer.criterion}"


def split(answers: Sequence[WrittenAnswer], parts: int) -> list[tuple[WrittenAnswer, ...]]:
    """Return the answers split for several people: whole submissions, and equally many up to one.

    Identical answers stay together, with the submission of the first one.

    Args:
        answers: the answers.
        parts: number of people.
    """
    groups = same_answers(answers)
    names = list(dict.fromkeys(group.first.submission for group in groups))
    part_of = {name: place % parts for place, name in enumerate(names)}
    return [
        tuple(answer for group in groups if part_of[group.first.submission] == part for answer in group.answers)
        for part in range(parts)
    ]


def read_answer_sheet(path: Path, answers: Sequence[WrittenAnswer], key: bytes, who: str) -> AnswerSheetResult:
    """Read a filled-in table.

    Args:
        path: the table, as CSV in UTF-8.
        answers: the answers as they are now.
        key: the class's secret for aliases.
        who: the name of the person who gives the points.

    Raises:
        CallerError: it is no such table.
    """
    known = {
        (name, name_of(answer)): answer
        for answer in answers
        for name in (answer.submission, alias(key, answer.submission))
    }
    alike = {answer.place: group.answers for group in same_answers(answers) for answer in group.answers}
    when = now()
    decisions: dict[tuple[str, str, str], Decision] = {}
    unchanged, refused = 0, []
    for number, row in enumerate(_rows(path), 2):
        answer = known.get((_plain(row["submission"]) or _plain(row["student"]), _plain(row["question"])))
        try:
            decision = None if answer is None else _decision(row, answer, who, when)
            if answer is None:
                raise _RowRefused("there is no such hand-in and question that a person scores")
            same = [] if decision is None else [replace(decision, submission=a.submission) for a in alike[answer.place]]
            if any(decisions.get((one.submission, *one.place), one) != one for one in same):
                raise _RowRefused("the table holds this answer twice, with different points")
        except _RowRefused as reason:
            refused.append(f"{path.name}, row {number} ({row['student']}, {row['question']}): {reason}.")
            continue
        unchanged += not same
        decisions |= {(one.submission, *one.place): one for one in same}
    return AnswerSheetResult(decisions=tuple(decisions.values()), unchanged=unchanged, refused=tuple(refused))


class _RowRefused(Exception):  # noqa: N818 - a row that is not taken; its text is told
    """The reason why a row is refused."""


def _decision(row: Mapping[str, str], answer: WrittenAnswer, who: str, when: str) -> Decision | None:
    """Return the decision in a row; None where it says nothing new."""
    points, comment = _points(row["points"], answer.max_points), _plain(row["comment"])
    text, _, mark = row["revision"].strip().partition("-")
    filled_in = mark_revision(points, comment)
    if filled_in in (mark, mark_revision(answer.points, answer.comment)):
        return None
    if text != answer.text_revision:
        raise _RowRefused("the answer was handed in anew since the table was made")
    if mark != mark_revision(answer.points, answer.comment):
        given = "no points" if answer.points is None else f"{answer.points:g} points"
        raise _RowRefused(f"somebody else changed it since the table was made: it has {given} now")
    if points is None and answer.points is None:
        raise _RowRefused("a comment without points is not kept; give points too")
    return Decision(
        submission=answer.submission,
        question=answer.question,
        criterion=answer.criterion,
        points=points,
        comment=comment,
        who=who,
        when=when,
        answer=answer.text_revision,
    )


def _points(text: str, most: float) -> float | None:
    if not text.strip():
        return None
    try:
        points = float(text.strip().replace(",", "."))
    except ValueError:
        raise _RowRefused(f"{text!r} is no number of points") from None
    if not 0 <= points <= most:
        raise _RowRefused(f"{points:g} points are out of range, it is worth 0 to {most:g}")
    return points


def _plain(text: str) -> str:
    """Return a cell without the character that kept a spreadsheet from taking it for a formula."""
    text = text.replace("\r\n", "\n").strip()
    return text[1:] if text.startswith("'") and guarded(text[1:]) == text else text


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        header, rows = read_rows(path, COLUMNS)
    except (OSError, UnicodeDecodeError) as error:
        raise CallerError("answers_unreadable", where=str(path), error=str(error)) from error
    missing = sorted(NEEDED - set(header))
    if missing:
        raise CallerError("answers_lack_columns", where=str(path), missing=", ".join(missing))
    return rows
