"""Draws mutants of right hand-ins: one or two edits of functions that their author wrote."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.edits.edit import overlap
from grader.edits.every import edits_of
from grader.model.rubric import Rubric
from grader.model.submission import Submission
from grader.repairs.targets import Change, Target, mended, targets_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A hand-in that was right, with errors put into it."""

    style: str
    """The name of the right hand-in."""
    submission: Submission
    """The wrong one."""
    alone: tuple[Submission, ...]
    """The hand-in with one of the errors, for each."""
    changes: tuple[Change, ...]
    """What was edited: kinds, and lines in the right hand-in's files; no edit adds or removes a line."""

    @property
    def lines(self) -> frozenset[tuple[str, int]]:
        """Return the places of the edited statements."""
        return frozenset((target.place, edit.line) for target, edit in self.changes)


def mutants_of(
    right: Sequence[tuple[str, Submission]], rubric: Rubric, seed: int, errors: int, graded: Sequence[str]
) -> Iterator[Mutant]:
    """Yield mutants without end; whether they are wrong is for the caller to see.

    A hand-in, a function, a kind of edit and one edit of that kind are drawn, each with equal chances.

    Args:
        right: right hand-ins with their names.
        rubric: the rubric.
        seed: of the draw.
        errors: how many edits each has.
        graded: the functions that are drawn from, with the helpers beside them.
    """
    draw = random.Random(seed)  # noqa: S311 - a sample, no secret
    while True:
        style, submission = draw.choice(right)
        targets = [t for t in targets_in(submission, rubric) if _is_own(t, rubric, graded)]
        changes: list[Change] = []
        target = draw.choice(targets)
        by_kind: dict[str, list[Change]] = {}
        for edit in edits_of(target.code):
            if "\n" not in edit.text and "\n" not in target.code.module.encode()[edit.start : edit.end].decode():
                by_kind.setdefault(edit.kind, []).append((target, edit))
        for _ in range(errors):
            if by_kind:
                changes.append(draw.choice(by_kind[draw.choice(sorted(by_kind))]))
        apart = all(
            not overlap(one[1], two[1]) and one[1].line != two[1].line for one, two in itertools.pairwise(changes)
        )
        if len(changes) == errors and apart:
            alone = tuple(mended(submission, [change]) for change in changes)
            yield Mutant(style=style, submission=mended(submission, changes), alone=alone, changes=tuple(changes))


def _is_own(target: Target, rubric: Rubric, graded: Sequence[str]) -> bool:
    """Return whether a function is graded, or a helper in a file of graded ones."""
    name = target.code.name.split(".")[0]
    files = {function.path for function in rubric.functions.values()}
    return name in graded or (name not in rubric.functions and target.path in files)
