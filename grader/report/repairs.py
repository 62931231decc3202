"""Words the repairs of a question's function: line and kind of change; the repaired text only where it may be told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from grader.model.repair import Repair, RepairedPlace, RepairsShown

from .plain import code
from .words import Words

MOST_SIGNS = 80
"""Largest number of characters of a repaired text in a sentence."""


def repair_of(
    words: Words, repairs: Sequence[Repair], question: str, shown: RepairsShown, staff: bool
) -> dict[str, Any] | None:
    """Return what a report says about the repair of a question's function; None where there is nothing to say.

    Args:
        words: the sentences of a language.
        repairs: the repairs of the submission.
        question: the question's id.
        shown: the parts of a repair that students see.
        staff: whether the report is for staff, who see all of it.
    """
    found = next((repair for repair in repairs if question in repair.questions), None)
    if found is None or (found.staff_only and not staff):
        return None
    steps = steps_of(words, found, RepairsShown.FULL if staff else shown)
    told: dict[str, Any] = {
        "places": [_place(place, shown, staff) for place in found.places],
        "steps": steps,
        "message": words("style.between_sentences").join(steps),
    }
    if staff:
        proof = {"cases": found.proof.cases, "fresh": found.proof.fresh, "gradients": found.proof.gradients}
        told |= {
            "difference": found.difference,
            "tried": found.tried,
            "proof": proof,
            "for_students": not found.staff_only,
        }
        told["cost"] = words("repair.cost", tried=found.tried, **proof)
        if found.staff_only:
            told["note"] = words("repair.staff_only")
    return told


def steps_of(words: Words, repair: Repair, shown: RepairsShown) -> list[str]:
    """Return the sentences on a repair, each of which says more than the one before: the lines, the kinds, the text.

    Args:
        words: the sentences of a language.
        repair: the repair.
        shown: the part up to which it is told.
    """
    where = words("style.between_items").join(_where(words, place) for place in repair.places)
    steps = [words("repair.line" if len(repair.places) == 1 else "repair.lines", where=where)]
    if repair.beside_names:
        steps = [words("repair.beside_names", where=where)]
    below = dict.fromkeys(place.function for place in repair.places)
    if all(name.split(".")[0] != repair.function for name in below):
        named = words("style.between_items").join(f"`{code(name)}`" for name in below)
        steps[0] += words("style.between_sentences") + words(
            "repair.below", below=named, function=code(repair.function)
        )
    if shown in (RepairsShown.KIND, RepairsShown.FULL):
        steps += [words(f"repair.{place.kind}", old=code(place.old), line=place.line) for place in repair.places]
    if shown is RepairsShown.FULL:
        steps += [
            words("repair.text", old=code(place.old), new=code(place.new), line=place.line) for place in repair.places
        ]
    return steps


def _where(words: Words, place: RepairedPlace) -> str:
    key = "repair.where" if place.cell is None else "repair.where_cell"
    return words(key, path=code(place.path), line=place.line, cell=(place.cell or 0) + 1)


def _place(place: RepairedPlace, shown: RepairsShown, staff: bool) -> dict[str, Any]:
    found: dict[str, Any] = {"path": place.path, "line": place.line}
    if place.cell is not None:
        found["cell"] = place.cell
    if staff or shown is not RepairsShown.LINE:
        found |= {"kind": place.kind, "old": place.old}
    if staff or shown is RepairsShown.FULL:
        found["new"] = place.new
    return found


def repaired_lines(told: dict[str, Any] | None, path: str, cell: int | None) -> list[int]:
    """Return the lines of one file or cell that a repair changes.

    Args:
        told: what the report says about it.
        path: the file's path, as the report names it.
        cell: index of the cell; None for a module.
    """
    places = [] if told is None else told["places"]
    return sorted({place["line"] for place in places if place["path"] == path and place.get("cell") == cell})
