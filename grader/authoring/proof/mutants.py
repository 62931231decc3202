"""Proves a rubric by mutants: small edits of the reference, of which it says those that no case shows.

Why it is so: docs/decisions/0043.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grader.compare.quiet import quiet
from grader.files.captured_output import captured_output
from grader.files.disk_cache import DiskCache
from grader.files.hashes import hash_of_parts
from grader.files.work_folder import working_in
from grader.model.assignment import Assignment
from grader.model.expectation import Expectations
from grader.model.result import Result
from grader.model.submission import hash_of
from grader.probes.variants import Variant, variants_of
from grader.repairs.fresh import fresh_cases
from grader.sandbox.slot import Slot
from grader.submission.solved import reference_files

from .graded_mutants import MutantGrader
from .interval import share_interval
from .kept_pieces import FilesBeside, KeptPieces
from .mutant_trials import MutantTrials
from .variant_place import place_of_variant

SEED = 20
"""Seed of the sample, the same for every rubric, so that two audits look at the same mutants."""
MOST_GRADED = 40
"""Most mutants that are graded as hand-ins, which takes a hundred times as long as to run one on its cases."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mutant:
    """A variant of the reference, with all functions that it changes."""

    variant: Variant
    """The variant."""
    functions: tuple[str, ...]
    """The functions that it changes, of those that questions ask for: several where they share a helper."""


def known_mutants(
    assignment: Assignment,
    expectations: Expectations,
    slot: Slot,
    right: Result,
    most: int,
    beside: FilesBeside,
    kept: DiskCache,
) -> dict[str, Any]:
    """Return what `tried_mutants` returns, or returned for an earlier audit with the same reference and cases.

    Args:
        assignment: the assignment.
        expectations: the expected values on the inputs of grading.
        slot: the place in the sandbox.
        right: the result of the reference.
        most: the size of the sample.
        beside: what results depend on besides.
        kept: where it is kept.
    """
    tested = any(place.criterion.check.replaces_functions for place in assignment.rubric.places())
    files = beside.all if tested else beside.without_mistakes  # what is graded earns what its mistake keeps
    reference = hash_of(reference_files(assignment))
    depends_on = [files, repr(assignment.rubric), repr(slot.isolation), reference, str(most)] if files else []
    pieces = KeptPieces(kept, "mutants", hash_of_parts(depends_on) if depends_on else "", dict[str, Any])
    found = pieces.get("")
    if found is None:
        found, lasting = tried_mutants(assignment, expectations, slot, right, most)
        if lasting:
            pieces.add("", found)
            pieces.write()
    return found


@quiet()
@captured_output()
def tried_mutants(
    assignment: Assignment, expectations: Expectations, slot: Slot, right: Result, most: int
) -> tuple[dict[str, Any], bool]:
    """Return which of a sample of mutants the rubric's cases show, and whether another day must show the same.

    Args:
        assignment: the assignment.
        expectations: the expected values on the inputs of grading.
        slot: the place in the sandbox, where mutants are graded that only the instructor's own tests can show.
        right: the result of the reference.
        most: the size of the sample.

    Returns:
        What the audit's report holds under `mutants`; and whether no outcome hung on a limit of time.
    """
    trials = MutantTrials(assignment, expectations)
    with MutantGrader(assignment, expectations, slot, right) as grader:
        made = {function: variants_of(assignment, function) for function in _asked(assignment, trials, grader)}
        every = _distinct(made)
        sample = random.Random(SEED).sample(every, min(most, len(every)))  # noqa: S311 - a sample
        tried = _tried(assignment, sample, trials, grader)
    uncaught, equivalent, lasting = _told_apart(assignment, tried.open, trials)
    counted = tried.caught + len(uncaught)
    among = max(counted, round(len(every) * counted / max(len(sample) - tried.undecided, 1)))
    found = {
        "variants": len(every),
        "sample": len(sample),
        "undecided": tried.undecided,
        "seed": SEED,
        "caught": tried.caught,
        "score": round(tried.caught / counted, 4) if counted else None,
        "interval": _interval(tried.caught, counted, among) if counted else None,
        "uncaught": uncaught,
        "equivalent": equivalent,
        "unreached": [_told(assignment, mutant) for mutant in _in_order(tried.unreached)],
        "without": [function for function, variants in made.items() if not variants],
    }
    return found, lasting and trials.is_lasting and grader.is_lasting


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tried:
    """What became of the mutants of a sample."""

    caught: int
    """How many some case or test shows."""
    undecided: int
    """How many were not run, since too many of their function never ended, or too many would have to be graded."""
    open: list[tuple[Mutant, bool]]
    """Those that nothing shows, each with whether some number differs at all."""
    unreached: list[Mutant]
    """Those in lines that no case runs."""


def _tried(assignment: Assignment, sample: list[Mutant], trials: MutantTrials, grader: MutantGrader) -> _Tried:
    caught, undecided, graded = 0, 0, 0
    open_: list[tuple[Mutant, bool]] = []
    unreached: list[Mutant] = []
    with working_in(assignment.template_folder):
        trials.run_reference()
        seen = [trials.run(mutant.variant, mutant.functions) for mutant in sample]
    for mutant, shown in zip(sample, seen, strict=True):
        if shown is None:
            undecided += 1
        elif shown.case is not None:
            caught += 1
        elif not grader.asks(mutant.functions):
            if trials.reaches(mutant.variant):
                open_.append((mutant, shown.differs))
            else:
                unreached.append(mutant)
        elif graded == MOST_GRADED:
            undecided += 1
        else:
            graded += 1
            if grader.loses(mutant.variant, mutant.functions):
                caught += 1
            else:
                open_.append((mutant, shown.differs))
    return _Tried(caught=caught, undecided=undecided, open=open_, unreached=unreached)


def is_below(found: Mapping[str, Any], least: float | None) -> bool:
    """Return whether the cases catch fewer mutants than is asked for; none is asked of a rubric that has no mutants.

    Args:
        found: the audit's report.
        least: the least share in percent; None where none is asked for.
    """
    score = found.get("mutants", {}).get("score")
    return least is not None and score is not None and 100 * score < least


def _interval(found: int, counted: int, every: int) -> list[float]:
    return [round(bound, 4) for bound in share_interval(found, counted, of=every)]


def _in_order(mutants: Iterable[Mutant]) -> list[Mutant]:
    return sorted(mutants, key=lambda mutant: (mutant.variant.module.__name__, mutant.variant.edit.start))


def _asked(assignment: Assignment, trials: MutantTrials, grader: MutantGrader) -> list[str]:
    """Return the functions that cases measure, or that tests may."""
    rubric = assignment.rubric
    named = [*(question.function for question in rubric.questions if question.function), *rubric.functions]
    asked = {question.function for question in rubric.questions}
    found = [name for name in named if trials.measures(name) or (grader.asks([name]) and name in asked)]
    return list(dict.fromkeys([*found, *(named if grader.asks_all else ())]))


def _distinct(made: Mapping[str, list[Variant]]) -> list[Mutant]:
    """Return each variant once, with all functions that it changes."""
    found: dict[tuple[str, str], tuple[Variant, list[str]]] = {}
    for function, variants in made.items():
        for variant in variants:
            found.setdefault((variant.module.__name__, variant.id), (variant, []))[1].append(function)
    return [Mutant(variant=variant, functions=tuple(functions)) for variant, functions in found.values()]


def _told_apart(
    assignment: Assignment, open_: Sequence[tuple[Mutant, bool]], own: MutantTrials
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], bool]:
    """Return the mutants that other inputs would show, or that differ within a tolerance, and those that may be equal.

    The third value says whether none was stopped for its time.

    What no case measures, and tests alone might, cannot be told to be equal.
    """
    uncaught: list[dict[str, Any]] = []
    equivalent: list[dict[str, Any]] = []
    if not open_:
        return uncaught, equivalent, True
    differing, fresh = dict(open_), fresh_cases(assignment)
    trials = MutantTrials(fresh.assignment, fresh.expectations)
    with working_in(assignment.template_folder):
        trials.run_reference()
        for mutant in _in_order(differing):
            differs, seen = differing[mutant], trials.run(mutant.variant, mutant.functions)
            case = None if seen is None else seen.case
            measured = any(own.measures(function) for function in mutant.functions)
            if differs or not measured or (seen is not None and seen.differs):
                uncaught.append({**_told(assignment, mutant), "shown_by": case})
            else:
                equivalent.append(_told(assignment, mutant))
    return uncaught, equivalent, trials.is_lasting


def _told(assignment: Assignment, mutant: Mutant) -> dict[str, Any]:
    """Return what is said of a mutant, for staff."""
    asked_by = list(mutant.functions)
    return {"function": mutant.variant.function, "asked_by": asked_by, **place_of_variant(assignment, mutant.variant)}
