"""Converts an assignment and proves it: what does not hold behind the walls is left out, by name and with its points.

Why it is so: docs/decisions/0036.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from grader.authoring.convert import RUBRIC, Crossing, criterion_of, crossing, write_rubric
from grader.authoring.converted import ConvertedAssignment, ConvertedPart, NotConverted
from grader.authoring.folder import begin
from grader.errors import OutputError, RubricError
from grader.grading.pool import GradingSettings
from grader.model.record import Isolation
from grader.model.submission import Audience

from .cell_by_cell import LeftCell
from .gradings import Gradings
from .proof import Findings, Tell, findings
from .unusable import refuse

MOST_AUDITS = 4
"""Most audits; what one of them finds is left out before the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvedPart:
    """A row of the table: a part of the source that is worth points, and what became of it."""

    question: str
    """Id of its question."""
    id: str
    """Its id."""
    cell: int
    """Index of its cell in the source, from 0."""
    points: float
    """Its points."""
    state: str
    """`crossed`, `marked` (it stays, and deserves a look), `person` (a person scores it) or `left`."""
    why: str = ""
    """The reason why it is left out or marked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvedConversion:
    """The rubric that was written, and what became of each part of the source."""

    rubric: Path
    """The rubric's file."""
    parts: tuple[ProvedPart, ...]
    """The parts, in the order of the source."""
    cells: tuple[LeftCell, ...]
    """Cells of the solved notebook of which the reference lacks something."""
    audited: bool
    """Whether `grader audit` proves what was written."""
    files: tuple[str, ...] = ()
    """Paths of the files beside the source that students get with the notebook."""

    def points(self, *states: str) -> float:
        """Return the points of the parts in some states; of all parts where none is named."""
        return sum(part.points for part in self.parts if not states or part.state in states)

    @property
    def tests(self) -> int:
        """Return the number of the source's tests."""
        return sum(part.state != "person" for part in self.parts)

    @property
    def crossed(self) -> int:
        """Return the number of tests that grade here."""
        return sum(part.state in ("crossed", "marked") for part in self.parts)


def convert_and_prove(
    form: str, source: Path, out: Path, isolation: Isolation, tell: Tell, jobs: int = 1
) -> ProvedConversion:
    """Convert an assignment, grade right, untouched and wrong hand-ins of it, and write what holds.

    Args:
        form: `nbgrader` or `otter`.
        source: the notebook with its solutions and tests, nbformat 4.
        out: the folder to write into; it must be empty, or not exist. It is written at the end, and whole.
        isolation: the isolation in which hand-ins run.
        tell: is told of each step.
        jobs: number of hand-ins that are graded at a time.

    Raises:
        CallerError: the notebook cannot be taken; with every reason.
        OutputError: the folder cannot be written, or holds something.
    """
    begin(out)
    with tempfile.TemporaryDirectory(prefix="grader-convert-") as place:
        folder = Path(place) / "made"
        made = crossing(form, source, folder, lambda cell, count: tell(cell, count, "its cells"))
        settings = GradingSettings(rubric=folder / RUBRIC, audience=Audience.STAFF, language="en", isolation=isolation)
        proving = _Proving(source=source, settings=settings, made=made, jobs=jobs)
        marks = proving.prove(tell)
        audited = proving.audit()
        _copied(folder, out)
    return ProvedConversion(
        rubric=out / RUBRIC,
        parts=_rows(proving.made, marks),
        cells=made.cells,
        audited=audited,
        files=tuple(made.files),
    )


@dataclass
class _Proving:
    """A crossing on disk, which loses the tests that do not hold."""

    source: Path
    """The source notebook, for errors."""
    settings: GradingSettings
    """The settings of the graders."""
    made: Crossing
    """The crossing, with the tests that are left."""
    jobs: int
    """Number of hand-ins that are graded at a time."""
    accepted: list[str] = field(default_factory=list)
    """Lines of the rubric on weaknesses that an audit found."""

    def prove(self, tell: Tell) -> Mapping[str, str]:
        """Leave out what does not hold on right, untouched and wrong hand-ins; return the marks of what stays.

        Args:
            tell: is told of each step.
        """
        gradings = self._loaded()
        found: Findings = findings(gradings, self.made.source, self._tests(), tell)
        marked = {
            (item.question, item.id): found.marks[key] for key, item in self._tests().items() if key in found.marks
        }
        self._leave_out(found.faults)
        return {f"{question}.{name}": why for (question, name), why in marked.items()}

    def audit(self) -> bool:
        """Leave out what an audit finds, and return whether the last one proves what is left."""
        for _ in range(MOST_AUDITS):
            found = self._loaded().audit()
            if found["ok"]:
                return True
            tests = self._tests()
            faults = {
                row["criterion"]: f"{words}: {row['why'] or row['verdict']}"
                for key, words in (
                    ("reference_loses", "the solution behind the students' cells does not pass it"),
                    ("template_earns", "the students' version passes it"),
                )
                for row in found[key]
                if row["criterion"] in tests
            }
            new = [f'"{name}" = "found when this was converted"' for name in found["unaccepted"]]
            if not faults and not new:
                return False
            self.accepted += new
            self._leave_out(faults)
        return False

    def _tests(self) -> dict[str, ConvertedPart]:
        """Return the tests that are left, by `question.criterion`."""
        items = self.made.portable.items
        together = {item.question: [other for other in items if other.question == item.question] for item in items}
        keyed = {f"{item.question}.{criterion_of(item, together[item.question])}": item for item in items}
        return {key: item for key, item in keyed.items() if not item.is_manual}

    def _leave_out(self, faults: Mapping[str, str]) -> None:
        """Write the assignment without some tests."""
        dropped = {(item.question, item.id): faults[key] for key, item in self._tests().items() if key in faults}
        self.made = replace(self.made, portable=_without(self.made.portable, dropped))
        write_rubric(self.made, self.settings.rubric.parent, self.accepted)

    def _loaded(self) -> Gradings:
        """Load the assignment; a test that the reference does not pass in another run is left out.

        Raises:
            CallerError: nothing is left, or it cannot be loaded.
        """
        while True:
            if not self.made.portable.items:
                refuse(self.source, [f"cell {one.cell + 1}, {one.id}: {one.why}" for one in self.made.portable.left])
            try:
                return Gradings(self.settings, self.jobs)
            except RubricError as error:
                key = error.where.removeprefix("criterion ")
                if error.key != "reference_fails_test" or key not in self._tests():
                    refuse(self.source, [f"{error.what} {error.why}".removesuffix(".")])
                self._leave_out({key: f"the solved notebook does not pass it a second time: {error.facts['reason']}"})


def _without(found: ConvertedAssignment, dropped: Mapping[tuple[str, str], str]) -> ConvertedAssignment:
    left = [
        NotConverted(
            cell=item.cell, id=item.id, why=dropped[item.question, item.id], question=item.question, points=item.points
        )
        for item in found.items
        if (item.question, item.id) in dropped
    ]
    items = tuple(item for item in found.items if (item.question, item.id) not in dropped)
    return replace(found, items=items, left=(*found.left, *left))


def _rows(made: Crossing, marks: Mapping[str, str]) -> tuple[ProvedPart, ...]:
    rows = []
    for item in made.portable.items:
        mark = marks.get(f"{item.question}.{item.id}", "")
        state = "person" if item.is_manual else "marked" if mark else "crossed"
        rows.append(
            ProvedPart(question=item.question, id=item.id, cell=item.cell, points=item.points, state=state, why=mark)
        )
    for one in made.portable.left:
        question = one.question or one.id
        rows.append(
            ProvedPart(question=question, id=one.id, cell=one.cell, points=one.points, state="left", why=one.why)
        )
    return tuple(sorted(rows, key=lambda row: row.cell))


def _copied(folder: Path, out: Path) -> None:
    try:
        shutil.copytree(folder, out, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    except OSError as error:
        raise OutputError("assignment_unwritable", where=str(out), reason=error.strerror or str(error)) from error
