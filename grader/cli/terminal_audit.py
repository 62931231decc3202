"""Print the audit of a rubric for people, a line each for what it found."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from rich.console import Console

from grader.authoring.proof.mistakes import remark_text
from grader.authoring.proof.mutants import is_below
from grader.cli.say import safe_text
from grader.cli.terminal import of_points
from grader.model.observation import CellStatus
from grader.report.numbers import points, shown
from grader.report.words import Words, words

MOST_CASES = 3
"""Most cases of a rubric that are printed; `grader audit --json` has them all."""
MOST_MUTANTS = 20
"""Most edits of the reference that no case catches that are printed."""
MOST_UNTRIED = 3
"""Most mistakes that are not tried of which each has a line; `grader audit --json` has them all."""


def print_audit(found: dict[str, Any], untranslated: list[str], language: str, least: float | None = None) -> None:
    """Print an audit: reference, template, mistakes, weaknesses, and the texts without translation.

    Args:
        found: the audit's result, as `grader audit --json` prints it.
        untranslated: the keys of the rubric's texts that have no translation.
        language: the language of the words.
        least: the least share of mutants to be caught, in percent; None where none was asked for.
    """
    console, w, mutants = Console(), words(language), found.get("mutants")
    tried = list(_of_mutants(w, mutants)) if mutants else []
    below = [_below(w, mutants["score"], least)] if mutants and least is not None and is_below(found, least) else []
    missing = [w("terminal.untranslated", place=place) for place in untranslated]
    for line in [*_audited(w, found), *tried, *missing, *_verdict(w, found), *below]:
        console.print(safe_text(line), soft_wrap=True)  # a line can be copied into the rubric


def _audited(w: Words, found: dict[str, Any]) -> list[str]:
    lines = []
    for who, key in (("reference", "reference_loses"), ("template", "template_earns")):
        lines.append(w(f"terminal.{who}", score=of_points(w, found[who])))
        lines += [w(f"terminal.{key}", **_criterion(w, one)) for one in found[key]]
    for mistake in found["mistakes"]:
        named = mistake["named_first"] or w("terminal.not_named")
        lines.append(w("terminal.mistake", id=mistake["id"], score=of_points(w, mistake), named=named))
        lines += [remark_text(w, one) for one in mistake.get("remarks", ())]
    lines += list(_not_tried(w, found["not_tried"]))
    lines += _of_notebook(w, found)
    for one, other, why in found["indistinguishable"]:
        lines.append(w("terminal.alike", one=one, other=other, why=why))
    lines += [
        w("terminal.not_carried", weakness=one["weakness"], reason=w(f"terminal.not_carried_{one['why']}"))
        for one in found["not_carried"]
    ]
    lines += [w("terminal.charged_twice", weakness=weakness) for weakness in found["charged_twice"]]
    if found["idle_criteria"]:
        lines.append(w("terminal.idle", criteria=", ".join(found["idle_criteria"])))
    if found["untried_criteria"]:
        lines.append(w("terminal.untried", criteria=", ".join(found["untried_criteria"])))
    if found["seen_only_hidden"]:
        lines.append(w("terminal.seen_only_hidden", mistakes=", ".join(found["seen_only_hidden"])))
    lines += [w("terminal.reference_uses", **one) for one in found["reference_uses"]]
    lines += [w("terminal.template_uses", **one) for one in found["template_uses"]]
    for key in ("blind_outputs", "guessable_outputs", "repeated_cases"):
        lines += [_weakness(w, key, one) for one in found[key]]
    for single in found["single_cases"][:MOST_CASES]:
        criteria = ", ".join(f"{name} {points(worth)}" for name, worth in single["criteria"].items())
        told = {"case": single["case"], "points": points(single["points"]), "criteria": criteria}
        lines.append(w("terminal.single_case", **told))
    lines += [w("terminal.accepted", weakness=name, reason=why) for name, why in found["accepted"].items()]
    lines += [w("terminal.no_longer_found", weakness=weakness) for weakness in found["no_longer_found"]]
    return lines


def _criterion(w: Words, one: dict[str, Any]) -> dict[str, str]:
    verdict = w(f"terminal.verdict_{one['verdict']}")
    return {"criterion": one["criterion"], "score": of_points(w, one), "verdict": verdict, "why": one["why"]}


def _not_tried(w: Words, untried: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the lines on mistakes that replace nothing that a question asks for: a line each, or one for many."""
    if len(untried) > MOST_UNTRIED:
        functions = sorted({function for one in untried for function in one["functions"]})
        yield w("terminal.many_not_tried", count=len(untried), functions=", ".join(functions))
        return
    for one in untried:
        yield w("terminal.mistake_not_tried", id=one["mistake"], functions=", ".join(one["functions"]))


def _of_notebook(w: Words, found: dict[str, Any]) -> list[str]:
    lines = []
    for one in found["missing_cells"]:
        key = "tag" if "tag" in one else "contains"
        nearest = w("terminal.nearest_tag", tag=one["nearest"]) if one["nearest"] else ""
        lines.append(w(f"terminal.missing_{key}", criterion=one["criterion"], wanted=one[key]) + nearest)
    for one in found["failing_cells"]:
        said = one["error"] if one["status"] == CellStatus.RAISED else w(f"terminal.cell_{one['status']}")
        lines.append(w("terminal.failing_cell", cell=one["weakness"], source=one["source"], error=said))
    return lines + [w("terminal.missing_import", name=one["name"]) for one in found["missing_imports"]]


def _weakness(w: Words, key: str, one: dict[str, Any]) -> str:
    """Return the line on an output that shows too little, or on a case that students know."""
    if key == "blind_outputs":
        numbers = {"largest": shown(one["largest"]), "limit": shown(one["limit"])}
        return w("terminal.blind_output", weakness=one["weakness"], entry=one["entry"], **numbers)
    if key == "guessable_outputs":
        return w(f"terminal.guessable_{one['kind']}", **{name: one[name] for name in ("weakness", "entry", "cases")})
    same = "known_case" if one["practice"] else "repeated_case"
    return w(f"terminal.{same}", weakness=one["weakness"], same_as=one["same_as"])


def _verdict(w: Words, found: dict[str, Any]) -> list[str]:
    """Return the last lines: proved, or what stands in the way."""
    if found["ok"]:
        return [w("terminal.proved")]
    ways = [key for key in ("reference_loses", "template_earns", "missing_cells", "reference_uses") if found[key]]
    faults = [w(f"terminal.fault_{key}") for key in ways]
    weaknesses = found["unaccepted"]
    lines = [w("terminal.not_proved", reasons=w("style.between_items").join([*faults, *weaknesses]))]
    return lines + ([w("terminal.accept", weakness=weaknesses[0])] if weaknesses else [])


def _of_mutants(w: Words, mutants: dict[str, Any]) -> Iterator[str]:
    """Yield the lines on how many small edits of the reference the cases catch, and on those that none does."""
    if mutants["score"] is None:
        yield w("terminal.no_mutants")
    else:
        counts = {"caught": mutants["caught"], "counted": mutants["caught"] + len(mutants["uncaught"])}
        yield w("terminal.mutants", percent=_percent(mutants["score"]), **counts) + _sampled(w, mutants)
    for one in mutants["uncaught"][:MOST_MUTANTS]:
        told = {name: one[name] for name in ("path", "line", "function", "source", "becomes")}
        shown = w("terminal.mutant_shown_by", case=one["shown_by"]) if one["shown_by"] else ""
        yield w("terminal.mutant_uncaught", edit=w(f"as_if.{one['edit']}", **one["facts"]), **told) + shown
    if len(mutants["uncaught"]) > MOST_MUTANTS:
        yield w("terminal.mutants_more", count=len(mutants["uncaught"]) - MOST_MUTANTS)
    if mutants["equivalent"]:
        yield w("terminal.mutants_equivalent", count=len(mutants["equivalent"]))
    lines = dict.fromkeys(f"{one['path']}:{one['line']}" for one in mutants["unreached"])
    if lines:
        yield w("terminal.mutants_unreached", count=len(mutants["unreached"]), lines=", ".join(lines))
    if mutants["undecided"]:
        yield w("terminal.mutants_undecided", count=mutants["undecided"])
    if mutants["without"]:
        yield w("terminal.mutants_without", functions=", ".join(mutants["without"]))


def _below(w: Words, score: float, least: float) -> str:
    return w("terminal.mutants_below", percent=_percent(score), least=points(least))


def _sampled(w: Words, mutants: dict[str, Any]) -> str:
    if mutants["sample"] == mutants["variants"] and not mutants["undecided"]:
        return ""
    low, high = (_percent(bound) for bound in mutants["interval"])
    return w("terminal.mutants_sample", sample=mutants["sample"], variants=mutants["variants"], low=low, high=high)


def _percent(share: float) -> str:
    return f"{math.floor(1000 * share) / 10:g}"
