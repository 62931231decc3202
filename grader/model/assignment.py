"""Defines an assignment: a rubric with its scenarios, reference, mistakes and template."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from .rubric import Rubric
from .verdict import Seriousness


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One behaviour, measured on given inputs."""

    name: str
    """Its name; criteria refer to it."""
    rationale: str
    """One sentence that a student may read: which behaviour is measured and why."""
    cases: Mapping[str, Mapping[str, Any]]
    """By the name of each case, the keyword arguments for `inputs`."""
    inputs: Callable[..., dict[str, Any]]
    """Function that makes the inputs of one case from a random generator."""
    run: Callable[[Any, dict[str, Any]], dict[str, Any]]
    """Function that calls the solution and returns named values, exactly as the solution's functions gave them."""
    forward: Callable[[Any, dict[str, Any]], dict[str, Any]] | None
    """Function that runs the forward pass alone, for the check `gradient`."""
    finish: Callable[..., dict[str, Any]] | None
    """Function that turns raw values, and if it asks for them the inputs, into the values that are compared, where
    right solutions may differ in the raw ones."""
    source: str
    """The source text of `run` and `forward`, which is sent to the sandbox."""
    practice: tuple[str, ...] = ()
    """The names of the cases that students get with practice inputs; all others are hidden."""
    fixed: tuple[str, ...] = ()
    """The names of the cases that students would get, but whose inputs no seed changes: their answers are graded."""
    figures: tuple[str, ...] = ()
    """The figures that it looks at, by name; an empty name for one without."""
    edge: tuple[str, ...] = ()
    """The names of its edge cases, which are worth little; never all of its cases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A variant of the reference with one known fault."""

    id: str
    """Its id: the file's name."""
    title: str
    """The fault in plain words."""
    explanation: str
    """Two or three sentences for the student."""
    hints: tuple[str, ...]
    """Hints in order, from a slight one to almost the answer."""
    seriousness: Seriousness
    """Its seriousness, which decides how many points it costs."""
    overrides: Mapping[str, Any]
    """The functions and classes that it replaces."""
    variants: tuple[Mapping[str, Any], ...] = ()
    """Other ways of writing it, with other numbers."""
    keeps: float = 0.0
    """The part of the points that a solution with this mistake still earns, 0 to 1."""
    mark: str = ""
    """Code that tells it from mistakes with the same numbers, such as `bn_param[mode] = mode`; empty for most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The reference's modules, loaded under a private name."""

    modules: tuple[ModuleType, ...]
    """The package and its modules."""

    def find(self, name: str) -> Any:
        """Return the function or class of that name.

        Raises:
            LookupError: there is none.
        """
        try:
            return vars(self.modules[0])[name]
        except KeyError:
            raise LookupError(name) from None

    @contextmanager
    def replaced(self, overrides: Mapping[str, Any]) -> Iterator[None]:
        """Replace functions and classes in every module of the reference while the context lasts.

        Args:
            overrides: the replacements, by name; names that a module does not have are left out in it.
        """
        kept = [
            (module, name, vars(module)[name]) for module in self.modules for name in overrides if name in vars(module)
        ]
        try:
            for module, name, _ in kept:
                setattr(module, name, overrides[name])
            yield
        finally:
            for module, name, original in kept:
                setattr(module, name, original)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Everything that grading an assignment needs."""

    rubric: Rubric
    """The questions."""
    scenarios: Mapping[str, Scenario]
    """The behaviours that are measured, by name."""
    reference: Reference
    """The right solution."""
    mistakes: tuple[Mistake, ...]
    """Known wrong solutions."""
    reference_folder: Path
    """The folder or file with the reference's source."""
    mistakes_folder: Path | None
    """The folder of the mistakes; None where there are none."""
    template_folder: Path
    """The folder that students were given."""
    sha256: str
    """Hash of rubric, scenarios, reference, mistakes and template."""
    seedless_sha256: str = ""
    """The same hash with the seed left out, for what students read: from the other one a seed could be found."""
    run_sha256: str = ""
    """Hash of all that a run's requests depend on: as above, without mistakes, points, tolerances and words."""
