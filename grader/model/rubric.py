"""An assignment's questions, with their criteria and points."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from .check import Check, Place
from .rules import Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class CellSelector:
    """Finds one cell of a notebook."""

    tag: str | None = None
    """The cell's tag."""
    contains: str | None = None
    """Text that its source holds."""

    def holds(self, source: str, tags: Collection[str]) -> bool:
        """Whether a cell has the tag or holds the text."""
        wanted = (self.contains or "").casefold()
        return self.tag in tags or (bool(wanted) and wanted in source.casefold())


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One thing worth points."""

    id: str
    """Its id within the question."""
    title: str
    """What it looks at, in words."""
    points: float
    """What it is worth."""
    check: Check
    """How it is measured."""
    hints: tuple[str, ...] = ()
    """From a nudge to nearly there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What one part of the assignment is worth, and on what it stands."""

    id: str
    """Its id."""
    title: str
    """Its name, in words."""
    criteria: tuple[Criterion, ...]
    """What is worth points."""
    function: str | None = None
    """The student's function or class that it is about."""
    builds_on: tuple[str, ...] = ()
    """Earlier questions whose functions it uses."""
    bonus: bool = False
    """Whether its points come on top of those that are asked for."""
    layers: tuple[str, ...] = ()
    """Functions of the student's on which the reference's wiring is run, so that their faults are not charged here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """A function or class that the student writes."""

    name: str
    """Its name."""
    path: str
    """The file that should hold it."""
    returns: tuple[tuple[str, ...], ...]
    """The ways it may return, by names; empty for a class."""
    methods: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    """For a class the ways its methods may return."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a submission may use."""

    cell_cpu_seconds: int = 30
    """CPU seconds for one cell; then it is interrupted."""
    notebook_cpu_seconds: int = 120
    """CPU seconds for all cells."""
    scenario_cpu_seconds: int = 5
    """CPU seconds for one case of a scenario; wall time is bounded by five times each of these."""
    memory_mib: int = 4096
    """Memory of all processes together, and address space of each, MiB."""
    processes: int = 256
    """Most processes and threads at a time."""
    file_mib: int = 100
    """Size of one written file, MiB."""
    disk_mib: int = 128
    """Room in the working folder beside what was handed in, and in the home, MiB each."""
    files: int = 20_000
    """Most files in each of these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """An assignment's questions, and what is needed to measure them."""

    id: str
    """The assignment's id."""
    title: str
    """Its name, in words."""
    notebook: str
    """Path of the notebook in the template."""
    seed: int
    """Seed of the hidden inputs."""
    practice_seed: int = 1
    """Seed of the inputs that students practise on."""
    functions: Mapping[str, Function]
    """What the student writes, by name."""
    opaque: tuple[str, ...]
    """Names of returned values that only the student's own functions read, such as `cache`."""
    questions: tuple[Question, ...]
    """In the order in which students meet them."""
    limits: Limits = field(default_factory=Limits)
    """What a submission may use."""
    variables: tuple[str, ...] = ()
    """Variables of the notebook that scenarios read."""
    skip: tuple[CellSelector, ...] = ()
    """Cells that are not run when the notebook is graded."""
    locked: tuple[str, ...] = ()
    """Files that are taken from the template, whatever was handed in."""
    accepted: Mapping[str, str] = field(default_factory=dict)
    """Weaknesses that the rubric knows of, each with a reason."""
    rules: Rules = field(default_factory=Rules)
    """How a student's mark comes from hand-ins."""

    def paths(self) -> list[str]:
        """Return the files that the assignment names: its modules, its notebook, and those that checks look at."""
        modules = [function.path for function in self.functions.values()]
        others = [path for place in self.places() for path in place.criterion.check.paths]
        return list(dict.fromkeys([*modules, self.notebook, *others]))

    def places(self) -> Iterator[Place]:
        """Yield every check's place, in the rubric's order."""
        for question in self.questions:
            for criterion in question.criteria:
                yield Place(rubric=self, question=question, criterion=criterion)

    def question_of(self, function: str) -> Question | None:
        """The first question about a function or method, or None."""
        name = function.split(".")[0]
        return next((question for question in self.questions if question.function == name), None)

    def returns(self) -> dict[str, list[list[str]]]:
        """The ways each function, and each method as `Class.method`, may return."""
        found = {name: [list(way) for way in function.returns] for name, function in self.functions.items()}
        for function in self.functions.values():
            for method, ways in function.methods.items():
                found[f"{function.name}.{method}"] = [list(way) for way in ways]
        return found
