"""Defines a rubric: an assignment's questions, with their criteria and points."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from .check import Check, Place
from .forbidden import Forbidden
from .repair import RepairsShown
from .rules import Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class CellSelector:
    """A rule that finds one cell of a notebook."""

    tag: str | None = None
    """The cell's tag."""
    contains: str | None = None
    """Text that its source contains."""

    def holds(self, source: str, tags: Collection[str]) -> bool:
        """Return whether a cell has the tag or contains the text, whatever the case of its letters.

        Args:
            source: the cell's text.
            tags: the cell's tags.
        """
        wanted = (self.contains or "").casefold()
        return self.tag in tags or (bool(wanted) and wanted in source.casefold())


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure that one of the notebook's cells draws."""

    cell: CellSelector
    """The cell."""
    draw: str
    """The reference's function, without arguments, that draws it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseShare:
    """What a single case is worth by itself (docs/decisions/0028)."""

    share: float
    """Its part of each output's points, 0 to 1."""
    edge: bool = False
    """Whether it is an edge case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One part of a question that is measured and worth points."""

    id: str
    """Its id within the question."""
    title: str
    """The behaviour that is measured, in words."""
    points: float
    """Number of points."""
    check: Check
    """The way in which it is measured."""
    hints: tuple[str, ...] = ()
    """Hints in order, from a slight one to almost the answer."""
    case_shares: Mapping[str, CaseShare] = field(default_factory=dict)
    """By `scenario/case`, the cases that are worth a part by themselves; all others earn the rest together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One part of the assignment, with its criteria and the questions that it builds on."""

    id: str
    """The question's id."""
    title: str
    """Its name, in words."""
    criteria: tuple[Criterion, ...]
    """The parts that are measured and worth points."""
    function: str | None = None
    """The student's function or class that it is about; of a figure alone the reference's that draws it."""
    builds_on: tuple[str, ...] = ()
    """Earlier questions whose functions it uses."""
    bonus: bool = False
    """Whether its points are added on top of the assignment's largest score."""
    layers: tuple[str, ...] = ()
    """Student's functions on which the reference's network code is run, so that their faults are not charged here."""
    forbidden: Forbidden = field(default_factory=Forbidden)
    """What its solution must not use."""
    figures: tuple[str, ...] = ()
    """The figures that its scenarios look at; an empty name stands for what the last cell drew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """A function or class that the student writes."""

    name: str
    """Its name."""
    path: str
    """The file that should contain it."""
    returns: tuple[tuple[str, ...], ...]
    """The alternatives for what it returns, each as the names of the values; empty for a class."""
    methods: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    """For a class, the same alternatives by method."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The resources that a submission may use."""

    cell_cpu_seconds: int = 30
    """CPU seconds for one cell, after which it is interrupted."""
    notebook_cpu_seconds: int = 120
    """CPU seconds for all cells."""
    scenario_cpu_seconds: int = 5
    """CPU seconds for one case of a scenario; wall time is bounded by five times each of these."""
    memory_mib: int = 4096
    """Memory of all processes together, and address space of each, MiB."""
    processes: int = 256
    """Largest number of processes and threads at a time."""
    file_mib: int = 100
    """Size of one written file, MiB."""
    disk_mib: int = 128
    """Disk space in the working folder, besides the submission itself, and in the home folder, MiB each."""
    files: int = 20_000
    """Largest number of files in each of these folders."""
    replies_mib: int = 64
    """Size of all that a submission's functions return, together, MiB."""
    hand_in_wall_seconds: int = 25
    """Wall seconds that a submission may take beyond the CPU seconds that it uses; its notebook at most half of it."""
    judging_cpu_seconds: int = 10
    """CPU seconds that the grader itself may use on one submission."""
    judging_mib: int = 400
    """Memory by which the grader itself may grow on one submission, MiB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """An assignment's questions, with the settings that are needed to measure them."""

    id: str
    """The assignment's id."""
    title: str
    """Its name, in words."""
    notebook: str
    """Path of the notebook in the template."""
    seed: int
    """Seed of the hidden inputs."""
    practice_seed: int = 1
    """Seed of the inputs that students practise with."""
    functions: Mapping[str, Function]
    """The functions and classes that the student writes, by name."""
    opaque: tuple[str, ...]
    """Names of returned values that only the student's own functions read, such as `cache`; they are not compared."""
    questions: tuple[Question, ...]
    """The questions, in the order in which students meet them."""
    limits: Limits = field(default_factory=Limits)
    """The resources that a submission may use."""
    variables: tuple[str, ...] = ()
    """Variables of the notebook that scenarios read."""
    figures: Mapping[str, Figure] = field(default_factory=dict)
    """Figures that cells draw, by name."""
    draws: bool = False
    """Whether figures are read."""
    skip: tuple[CellSelector, ...] = ()
    """Cells that are not run when the notebook is graded."""
    locked: tuple[str, ...] = ()
    """Files that are always taken from the template, even where a submission contains them."""
    given: tuple[str, ...] = ()
    """Functions and classes of the reference that the assignment gives out on purpose: a release may contain them."""
    instead: str = ""
    """What is wanted in the place of forbidden names, where a question says nothing of its own; empty for nothing."""
    packages: tuple[str, ...] = ()
    """Packages that student code may import, besides the standard library and those that it always may."""
    requirements: tuple[str, ...] = ()
    """The libraries that the assignment needs, as pip writes them: `pandas>=2`."""
    accepted: Mapping[str, str] = field(default_factory=dict)
    """Known weaknesses of the rubric, each with the reason why it stays."""
    preload: tuple[str, ...] = ()
    """Modules that are imported before student code runs, once for many submissions."""
    repairs: RepairsShown = RepairsShown.KIND
    """The parts of a repair of their own code that students see."""
    rules: Rules = field(default_factory=Rules)
    """The rules by which a student's grade follows from submissions."""

    def paths(self) -> list[str]:
        """Return the files that the assignment names: its modules, its notebook, and those that checks look at."""
        modules = [function.path for function in self.functions.values()]
        others = [path for place in self.places() for path in place.criterion.check.paths]
        return list(dict.fromkeys([*modules, self.notebook, *others]))

    def places(self) -> Iterator[Place]:
        """Yield the position of every check, in the rubric's order."""
        for question in self.questions:
            for criterion in question.criteria:
                yield Place(rubric=self, question=question, criterion=criterion)

    def question_of(self, function: str) -> Question | None:
        """Return the first question about a function or method; None where there is none."""
        name = function.split(".")[0]
        return next((question for question in self.questions if question.function == name), None)

    def returns(self) -> dict[str, list[list[str]]]:
        """Return the alternative lists of returned names, by function and by method as `Class.method`."""
        found = {name: [list(way) for way in function.returns] for name, function in self.functions.items()}
        for function in self.functions.values():
            for method, ways in function.methods.items():
                found[f"{function.name}.{method}"] = [list(way) for way in ways]
        return found
