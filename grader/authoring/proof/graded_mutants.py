"""Grades the reference with one small edit as a hand-in, where only the instructor's own tests can show the edit."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

from grader.edits.edit import applied
from grader.grading.pipeline import judge, observe
from grader.model.assignment import Assignment
from grader.model.expectation import Expectations
from grader.model.result import Result
from grader.probes.variants import Variant
from grader.sandbox.slot import Slot
from grader.submission.solved import solved_submission

from .runs import HandInRuns


class MutantGrader:
    """Grades variants of a reference, of which it has a copy while it is open."""

    def __init__(self, assignment: Assignment, expectations: Expectations, slot: Slot, right: Result) -> None:
        """Say which functions are tested by code, and what the reference earns.

        Args:
            assignment: the assignment.
            expectations: the expected values.
            slot: the place in the sandbox.
            right: the result of the reference.
        """
        self._assignment, self._expectations, self._slot, self._right = assignment, expectations, slot, right
        tested = [q for q in assignment.rubric.questions if any(c.check.replaces_functions for c in q.criteria)]
        self.asks_all = any(question.function is None for question in tested)
        """Whether tests may show a variant of any function, since a question with tests names none."""
        self._tested = {question.function for question in tested}
        self._folder: Path | None = None
        self.is_lasting = True
        """Whether no hand-in had an outcome that another run may not have, on another day."""

    def __enter__(self) -> MutantGrader:
        """Open it; the reference is copied when the first variant is graded."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Remove the copy."""
        if self._folder is not None:
            shutil.rmtree(self._folder)

    def asks(self, functions: Collection[str]) -> bool:
        """Return whether tests may show a variant of these functions."""
        return self.asks_all or bool(self._tested & set(functions))

    def loses(self, variant: Variant, functions: Collection[str]) -> bool:
        """Return whether a hand-in that holds the variant loses points in a question about its functions."""
        own = self._assignment.reference_folder.resolve()
        copy = self._copy(own)
        place = copy / Path(variant.module.__file__ or "").resolve().relative_to(own) if own.is_dir() else copy
        place.write_text(applied(variant.text, [variant.edit]), encoding="utf-8")
        try:
            submission = solved_submission(replace(self._assignment, reference_folder=copy))
        finally:
            place.write_text(variant.text, encoding="utf-8")
        record = observe(submission, self._assignment, self._expectations, self._slot)
        self.is_lasting = self.is_lasting and HandInRuns.is_lasting(record)
        result = judge(record, self._assignment, self._expectations)
        about = {q.id for q in self._assignment.rubric.questions if q.function is None or q.function in functions}
        pairs = zip(result.questions, self._right.questions, strict=True)
        return any(found.score < right.score for found, right in pairs if found.id in about)

    def _copy(self, own: Path) -> Path:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="grader-mutants-"))
            copied: Any = shutil.copytree if own.is_dir() else shutil.copy2
            copied(own, self._folder / own.name)
        return self._folder / own.name
