"""A rubric together with the code that stands beside it: scenarios, reference, mistakes, template."""

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
    """One sentence a student may read: what is measured and why."""
    cases: Mapping[str, Mapping[str, Any]]
    """Named keyword arguments for `inputs`; each makes one case."""
    inputs: Callable[..., dict[str, Any]]
    """Makes the inputs of one case from a generator."""
    run: Callable[[Any, dict[str, Any]], dict[str, Any]]
    """Calls the solution and returns named values, exactly as the functions gave them."""
    forward: Callable[[Any, dict[str, Any]], dict[str, Any]] | None
    """For `gradient`: the forward alone."""
    finish: Callable[[dict[str, Any]], dict[str, Any]] | None
    """What is really compared, where raw values may differ rightly."""
    source: str
    """The text of `run` and `forward`, which travels to the sandbox."""
    practice: tuple[str, ...] = ()
    """The cases of which students get a practice form; others are hidden ones alone."""


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
    """From a nudge to nearly there."""
    seriousness: Seriousness
    """How much it costs."""
    overrides: Mapping[str, Any]
    """The functions and classes that it replaces."""
    variants: tuple[Mapping[str, Any], ...] = ()
    """Other ways of writing it, with other numbers."""
    keeps: float = 0.0
    """The part of the points that it leaves."""
    mark: str = ""
    """Code that tells it from a mistake with the same numbers, such as `bn_param[mode] = mode`; empty for most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The reference's modules, loaded under a private name."""

    modules: tuple[ModuleType, ...]
    """The package and its modules."""

    def find(self, name: str) -> Any:
        """The function or class of that name; raises LookupError when there is none."""
        try:
            return vars(self.modules[0])[name]
        except KeyError:
            raise LookupError(name) from None

    @contextmanager
    def replaced(self, overrides: Mapping[str, Any]) -> Iterator[None]:
        """While this lasts, other functions stand in every module under the names given."""
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
    """All that grading needs to know."""

    rubric: Rubric
    """The questions."""
    scenarios: Mapping[str, Scenario]
    """What is measured, by name."""
    reference: Reference
    """The right solution."""
    mistakes: tuple[Mistake, ...]
    """Known wrong ones."""
    reference_folder: Path
    """Where the reference's source lies."""
    mistakes_folder: Path | None
    """Where the mistakes lie."""
    template_folder: Path
    """What students were given."""
    sha256: str
    """Of rubric, scenarios, reference, mistakes and template."""
    run_sha256: str = ""
    """Of what decides what a run is asked and given: as above, without mistakes, points, tolerances and words."""
