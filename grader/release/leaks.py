"""Searches the files of a release for the solution, the seed, hidden numbers and texts for staff."""

from __future__ import annotations

import ast
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.model.assignment import Assignment
from grader.model.expectation import Expectations

from .fingerprints import Secret, hidden_numbers, secrets, staff_texts, without_blanks

SHARE = 0.6
"""Fraction of a function's statements that one file must contain for the function to count as given away."""
TELLING_SEED = 1000
"""Smallest seed that is searched for by itself; smaller ones, which occur anywhere, only after the word `seed`."""
SOLUTION_MARKS = ("### BEGIN SOLUTION", "### BEGIN HIDDEN TESTS", "# SOLUTION", "BEGIN MARK SCHEME")
"""Marks of solutions in authoring tools; in a release they mean that a solution was not removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """A secret that a file of the release contains."""

    where: str
    """Path of the file; for a file in a zip the zip's path, `: ` and its path there."""
    what: str
    """The secret, in words for staff."""


def leaks(
    files: Mapping[str, bytes],
    assignment: Assignment,
    rubric: Path,
    hidden: Expectations,
    practice: Expectations,
) -> list[Leak]:
    """Return every secret that a release contains.

    Args:
        files: contents of the release's files, by path; those of zips are searched too.
        assignment: the assignment that is released.
        rubric: path of the rubric, whose comments are for staff.
        hidden: inputs and expected values of grading.
        practice: inputs and expected values that students may see.
    """
    search = _Search(
        secrets=secrets(assignment),
        seed=_seed(assignment.rubric.seed),
        staff=[without_blanks(text) for text in staff_texts(assignment, rubric)],
        numbers=list(hidden_numbers(hidden, practice)),
    )
    return [leak for where, content in _members(files) for leak in search.of(where, content)]


def _seed(seed: int) -> re.Pattern[str]:
    """Return the pattern that finds a seed in a text: by itself where it is large, else after the word `seed`."""
    number = rf"(?<![\w.]){seed}(?![\w.])"
    return re.compile(number if seed >= TELLING_SEED else rf"seed\W{{1,4}}{number}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    """The secrets of an assignment, in the forms in which files are searched for them."""

    secrets: Sequence[Secret]
    """The functions of the reference and of the mistakes."""
    seed: re.Pattern[str]
    """The pattern of the seed of the hidden inputs."""
    staff: Sequence[str]
    """Texts for staff, without blanks."""
    numbers: Sequence[tuple[str, bytes, str]]
    """The hidden arrays, as `hidden_numbers` yields them."""

    def of(self, where: str, content: bytes) -> Iterator[Leak]:
        """Yield the secrets that one file contains.

        Args:
            where: the file, as errors name it.
            content: its content; only hidden numbers are searched for where it is not UTF-8.
        """
        for told, start, text in self.numbers:
            if start in content or text.encode() in content:
                yield Leak(where=where, what=told)
                break
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            return
        found = self.seed.search(text)
        if found:
            yield Leak(where=where, what=f"the seed of the hidden inputs, `{found.group()}`")
        parts = _texts(where, text)
        yield from (Leak(where=where, what=f"the mark `{mark}`") for mark in SOLUTION_MARKS if mark in text)
        yield from self._of_code(where, "".join(map(_plain, parts)))
        told = without_blanks("".join(parts))
        yield from (Leak(where=where, what="a text for staff") for note in self.staff if note and note in told)

    def _of_code(self, where: str, told: str) -> Iterator[Leak]:
        for secret in self.secrets:
            found = sum(statement in told for statement in secret.statements)
            if found and found >= SHARE * len(secret.statements):
                yield Leak(where=where, what=f"code of {secret.where}")


def _members(files: Mapping[str, bytes], above: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield (path, content) for each file, and for the files in a zip instead of the zip.

    Args:
        files: the contents, by path.
        above: the path of the zip that holds them, and `: `; empty outside of one.
    """
    for path, content in files.items():
        if path.endswith((".zip", ".pyz", ".npz")) and zipfile.is_zipfile(io.BytesIO(content)):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                inner = {name: archive.read(name) for name in archive.namelist()}
            yield from _members(inner, f"{above}{path}: ")
        else:
            yield f"{above}{path}", content


def _texts(where: str, text: str) -> list[str]:
    """Return a file's text; of a notebook the text of each cell and its saved outputs."""
    if not where.endswith(".ipynb"):
        return [text]
    try:
        cells = json.loads(text)["cells"]
        found = ["".join(cell["source"]) for cell in cells]
        shown = [json.dumps(cell["outputs"]) for cell in cells if cell.get("outputs")]
    except (ValueError, LookupError, TypeError):
        return [text]
    return [*found, *shown]


def _plain(text: str) -> str:
    """Return a text without blanks: as Python writes its code again where it is code, and as it stands."""
    try:
        return without_blanks(ast.unparse(ast.parse(text))) + without_blanks(text)
    except (SyntaxError, ValueError, RecursionError):
        return without_blanks(text)
