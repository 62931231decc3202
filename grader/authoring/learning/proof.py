"""Proves a mistake before it is written: with it in the rubric, the audit finds nothing that it did not find before."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from grader.assignment.code import load_mistakes, load_reference
from grader.authoring.audit import audit
from grader.errors import RubricError
from grader.files.captured_output import captured_output
from grader.files.work_folder import working_in
from grader.model.assignment import Assignment
from grader.model.expectation import Expectations
from grader.probes.expected import expect
from grader.sandbox.slot import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class MistakeProof:
    """What the audit says of a mistake that is not written yet."""

    audit: Mapping[str, Any]
    """The audit's report on the rubric with it; empty where it does not load."""
    new: tuple[str, ...] = ()
    """The weaknesses that the rubric would have with it and has not without, but for criteria that it does not fail."""
    said: str = ""
    """Why it does not load; empty where it does."""

    @property
    def holds(self) -> bool:
        """Return whether it loses points, is named wherever it should be, and hides no other mistake."""
        return bool(self.audit) and not self.new


def proved(assignment: Assignment, expectations: Expectations, slot: Slot, name: str, text: str) -> MistakeProof:
    """Try a mistake in a copy of the rubric's mistakes.

    Args:
        assignment: the assignment, as it is.
        expectations: its expected values.
        slot: the place in the sandbox.
        name: the mistake's id.
        text: its file.
    """
    with tempfile.TemporaryDirectory(prefix="grader-mistake-") as place:
        folder = Path(place) / "mistakes"
        if assignment.mistakes_folder is None:
            folder.mkdir()
        else:
            shutil.copytree(assignment.mistakes_folder, folder, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
        try:
            with_it = _with(assignment, folder)
        except RubricError as error:
            return MistakeProof(audit={}, said=str(error))
        found = audit(with_it, expect(with_it), slot)
    tried = {mistake["id"] for mistake in found["mistakes"]}
    weak = [weakness for weakness in found["unaccepted"] if weakness not in found["idle_criteria"]]
    new = tuple(weak) if name in tried else (name, *weak)
    if new:  # what was there before is not the new one's
        before = audit(assignment, expectations, slot)["unaccepted"]
        new = tuple(weakness for weakness in new if weakness not in before)
    return MistakeProof(audit=found, new=new)


def _with(assignment: Assignment, folder: Path) -> Assignment:
    """Return the assignment with the mistakes of another folder; everything is loaded anew.

    Raises:
        RubricError: a mistake does not load.
    """
    with captured_output(), working_in(assignment.template_folder):
        reference = load_reference(assignment.reference_folder)
        mistakes: Sequence[Any] = load_mistakes(folder, reference)
    return replace(assignment, reference=reference, mistakes=tuple(mistakes), mistakes_folder=folder)
