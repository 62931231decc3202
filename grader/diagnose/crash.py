"""Reads an exception of a student's code, and reveals nothing that the student's own files do not contain."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from grader.model.finding import Finding, FindingKind
from grader.model.observation import Failure, Frame
from grader.model.submission import Definition
from grader.model.verdict import Confidence

_SHAPE = re.compile(r"\((\d{1,4}(?:, ?\d{1,4}){0,5})?,?\)")
"""A shape of at most six axes; longer ones are not shown, since the text is the student's and could hold other data."""


@dataclass(frozen=True)
class Crash:
    """An exception and the student's code around it."""

    failure: Failure
    """The exception's type and text, and the student's frames, outermost first."""
    definitions: Mapping[str, Definition]
    """The student's functions, by name."""
    producer: str | None
    """The function whose result the crashed one unpacks, where the rubric says so."""

    @property
    def text(self) -> str:
        """Return the exception's own text, for matching only: it must never be shown."""
        return self.failure.text

    @property
    def frame(self) -> Frame:
        """Return the innermost line of the student's code that the exception passed through."""
        if self.failure.frames:
            return self.failure.frames[-1]
        return Frame(path="", line=0, function=self.failure.function, source="")

    @cached_property
    def trees(self) -> dict[str, ast.Module]:
        """Return the student's functions that can be parsed, by name."""
        parsed = {name: _parsed(definition.source) for name, definition in self.definitions.items()}
        return {name: tree for name, tree in parsed.items() if tree is not None}

    def own(self, name: str) -> str:
        """Return a name where it occurs in the student's code; empty otherwise."""
        return name if name in self._words else ""

    @cached_property
    def _words(self) -> set[str]:
        sources = [definition.source for definition in self.definitions.values()]
        return {word for source in [*sources, *(f.source for f in self.failure.frames)] for word in _words(source)}

    def shapes(self) -> list[str]:
        """Return the first two shapes in the exception's text."""
        found = (match.group(1) or "" for match in _SHAPE.finditer(self.text))
        lengths = [[int(part) for part in shape.split(",") if part.strip()] for shape in found]
        return [str(tuple(shape)) for shape in lengths][:2]

    def finding(self, kind: str, sure: Confidence = Confidence.CERTAIN, /, **facts: str) -> Finding:
        """Return a finding that also has the place of the crash among its facts.

        Args:
            kind: the kind of finding.
            sure: the confidence.
            facts: the values that are put into the sentence.
        """
        place = {"function": self.failure.function, "path": self.frame.path, "line": str(self.frame.line)}
        return Finding(kind=FindingKind(kind), confidence=sure, facts={**place, **facts})


@lru_cache(maxsize=64)
def _parsed(source: str) -> ast.Module | None:
    try:
        return ast.parse(textwrap.dedent(source))
    except (SyntaxError, ValueError, RecursionError):
        return None


def _words(source: str) -> Iterator[str]:
    for match in re.finditer(r"[^\W\d]\w*", source):
        yield match.group()
