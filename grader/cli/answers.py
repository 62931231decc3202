"""`grader answers`: write the written answers into a table for people to mark, and read their marks back."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli import options
from grader.cli.say import say
from grader.files.atomic import write_text
from grader.gradebook.aliases import alias_key
from grader.gradebook.answer_sheet import page_rows, read_answer_sheet, sheet_text, split
from grader.gradebook.answers import WrittenAnswer, answers_in
from grader.gradebook.class_record import read_class_settings
from grader.gradebook.decisions import account
from grader.grading.lock import locked
from grader.grading.override import decide
from grader.report.answers import answers_page


@click.command("answers")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write the table, and a page to read.")
@click.option("--anonymous", is_flag=True, help="Aliases in place of students' ids.")
@click.option("--split", "parts", type=click.IntRange(min=1), default=1, help="So many tables, one a person.")
@click.option(
    "--in", "filled", type=click.Path(path_type=Path, dir_okay=False), multiple=True, help="Take points back in."
)
@click.option("--who", default="", help="Who gave the points; the name of your account where it is left out.")
@options.error_language
def command(folder: Path, out: Path | None, anonymous: bool, parts: int, filled: tuple[Path, ...], who: str) -> None:
    r"""Write the answers of the class in FOLDER as a table with a row an answer; or take it back, filled in.

    Fill in `points` and `comment`, which the student reads. A row with points that are out of range, of an unknown
    answer, or changed by somebody else since, is named and left alone; the other rows are taken.

    \b
    Examples:
      grader answers results --out answers.csv --anonymous --split 2
      grader answers results --in answers-1.csv --in answers-2.csv
    """
    if (out is None) == (not filled):
        raise click.UsageError("Give either --out, to write the table, or --in, to take it back.")
    read_class_settings(folder)
    if out is not None:
        _write(folder, out, parts, alias_key(folder) if anonymous else None)
    refused = [line for path in filled for line in _read_answers(folder, path, who or account())]
    for line in refused:
        say(line, err=True)
    options.leave(2 if refused else 0)


def _write(folder: Path, out: Path, parts: int, key: bytes | None) -> None:
    answers = answers_in(folder)
    for part, some in enumerate(split(answers, parts), 1):
        path = out if parts == 1 else out.with_name(f"{out.stem}-{part}{out.suffix}")
        write_text(path, sheet_text(some, key))
        write_text(path.with_suffix(".html"), answers_page(page_rows(some, key)))
        say(f"{path}: {len(some)} answers, {_waiting(some)} wait; to read: {path.with_suffix('.html').name}")


def _waiting(answers: tuple[WrittenAnswer, ...]) -> int:
    return sum(answer.points is None for answer in answers)


def _read_answers(folder: Path, path: Path, who: str) -> tuple[str, ...]:
    with locked(folder):
        found = read_answer_sheet(path, answers_in(folder), alias_key(folder), who)
        if found.decisions:
            decide(folder, found.decisions)
    say(f"{path}: {len(found.decisions)} taken, {found.unchanged} unchanged, {len(found.refused)} refused.")
    return found.refused
