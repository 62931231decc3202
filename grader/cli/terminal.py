"""Print results for people as plain tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from grader.cli.say import safe_text
from grader.model.observation import CellStatus
from grader.report.numbers import points, shown
from grader.report.words import Words, words
from grader.sandbox.bubblewrap import MENDED

MOST_CASES = 3
"""Most cases of a rubric that are printed; `grader audit --json` has them all."""
MOST_UNTRIED = 3
"""Most mistakes that are not tried of which each has a line; `grader audit --json` has them all."""
MOST_CLUSTERS = 10
"""Most findings of a class that are printed; summary.json has them all."""


def print_report(report: dict[str, Any], page: Path) -> None:
    """Print one submission: a line for each question, what to mend first, and the report's path.

    Args:
        report: report.json.
        page: the path of report.html.
    """
    console, w = Console(), words(report["language"])
    table = Table(w("terminal.question"), w("terminal.verdict"), w("terminal.score"), box=None, pad_edge=False)
    for question in report["questions"]:
        score = f"{points(question['score'])} / {points(question['max_score'])}"
        table.add_row(safe_text(question["title"]), w(f"terminal.verdict_{question['verdict']}"), score)
    told = w("terminal.submission", id=report["submission"]["id"], score=_score(w, report))
    console.print(safe_text(told, style="bold"))
    console.print(table)
    for item in report["mend_first"]:
        console.print(safe_text(w("terminal.mend_this_first", title=item["title"])))
    console.print(safe_text(w("terminal.report", path=page)), soft_wrap=True)


def print_class(summary: dict[str, Any], out: Path, language: str) -> None:
    """Print a class: each student's id, score, what to mend first and report's path.

    Args:
        summary: summary.json.
        out: the folder of the results.
        language: the language of the words.
    """
    console, w = Console(), words(language)
    for row in summary["submissions"]:
        if row["status"] == "unreadable":
            console.print(safe_text(w("terminal.unread", id=row["id"], why=row.get("why", ""))), soft_wrap=True)
    table = Table(w("terminal.who"), w("terminal.score"), w("terminal.mend_first"), box=None, pad_edge=False)
    table.columns[1].no_wrap = True
    for row in summary["submissions"]:
        first = row["mend_first"][0] if row["mend_first"] else w("terminal.nothing")
        score = _counted(w, row) if row["status"] == "graded" else w(f"terminal.status_{row['status']}")
        table.add_row(safe_text(row["id"]), score, safe_text(first))
    console.print(table)
    for cluster in summary["clusters"][:MOST_CLUSTERS]:
        told = w("terminal.cluster", count=cluster["count"], of=summary["count"], title=cluster["title"])
        console.print(safe_text(told))
    if summary.get("without_time"):
        said = w("terminal.without_time", count=summary["without_time"], of=summary["count"])
        console.print(safe_text(said), soft_wrap=True)
    for row in summary["submissions"]:
        console.print(safe_text(f"{out / row['report']}"), soft_wrap=True)


def print_audit(found: dict[str, Any], untranslated: list[str], language: str) -> None:
    """Print an audit: reference, template, mistakes, weaknesses, and the texts without translation.

    Args:
        found: the audit's result, as `grader audit --json` prints it.
        untranslated: the keys of the rubric's texts that have no translation.
        language: the language of the words.
    """
    console, w = Console(), words(language)
    missing = [w("terminal.untranslated", place=place) for place in untranslated]
    for line in [*_audited(w, found), *missing, *_verdict(w, found)]:
        console.print(safe_text(line), soft_wrap=True)  # a line can be copied into the rubric


def _audited(w: Words, found: dict[str, Any]) -> list[str]:
    lines = []
    for who, key in (("reference", "reference_loses"), ("template", "template_earns")):
        lines.append(w(f"terminal.{who}", score=_of(w, found[who])))
        lines += [w(f"terminal.{key}", **_criterion(w, one)) for one in found[key]]
    for mistake in found["mistakes"]:
        named = mistake["named_first"] or w("terminal.not_named")
        lines.append(w("terminal.mistake", id=mistake["id"], score=_of(w, mistake), named=named))
        lines += [_remark(w, one) for one in mistake.get("remarks", ())]
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
    return {"criterion": one["criterion"], "score": _of(w, one), "verdict": verdict, "why": one["why"]}


def _remark(w: Words, one: dict[str, Any]) -> str:
    """Return the line that says why a question does not name a mistake, or where its code crashes."""
    why = "crashes_at" if one["why"] == "crashes" and "path" in one else one["why"]
    why = "not_named_told" if one.get("told") else why
    return w(f"terminal.mistake_{why}", **{name: fact for name, fact in one.items() if name not in ("why", "source")})


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


def _score(w: Words, row: dict[str, Any]) -> str:
    waiting = w("terminal.pending", points=points(row["pending"])) if row["pending"] else ""
    return f"{_of(w, row)}{waiting}"


def _counted(w: Words, row: dict[str, Any]) -> str:
    """Return a submission's score in its class: after lateness, beside the one before it."""
    outcomes = row.get("counted", [])
    if len(outcomes) != 1:
        return w("terminal.differs", score=_score(w, row)) if outcomes else _score(w, row)
    (outcome,) = outcomes
    if not outcome["counts"]:
        return w("terminal.does_not_count", score=_score(w, row))
    after = {**row, "score": outcome["score"]}
    return w("terminal.after_lateness", score=_score(w, after), before=points(outcome["before"]))


def _of(w: Words, row: dict[str, Any]) -> str:
    return w("terminal.of", score=points(row["score"]), most=points(row["max_score"]))


def print_sandbox(found: dict[str, Any], language: str) -> None:
    """Print the strongest level of isolation that was proved, and the walls that held at each level."""
    w, console = words(language), Console()
    walls = list(dict.fromkeys(wall for trial in found["tried"] for wall in trial["held"]))
    table = Table(w("terminal.wall"), *(trial["level"] for trial in found["tried"]), box=None, pad_edge=False)
    for wall in walls:
        said = {True: w("terminal.held"), False: w("terminal.not_held"), None: "-"}
        table.add_row(w(f"terminal.wall_{wall}"), *(said[trial["held"].get(wall)] for trial in found["tried"]))
    console.print(table)
    for trial in found["tried"]:
        if trial["trouble"]:
            console.print(safe_text(w("style.labelled", label=trial["level"], text=trial["trouble"])))
    for line in _of_bubblewrap(w, found):
        console.print(safe_text(line), soft_wrap=True)
    console.print(safe_text(w("terminal.isolation", level=found["level"])))


def _of_bubblewrap(w: Words, found: dict[str, Any]) -> list[str]:
    """Return the lines on bubblewrap: its version, what an old one means here, and a profile that it lacks."""
    version = found["bubblewrap"]
    lines = [w("terminal.bubblewrap", version=version)] if version else []
    if version and tuple(map(int, version.split("."))) < MENDED:
        lines.append(w("terminal.bubblewrap_old"))
    return lines + ([w("terminal.needs_profile")] if found["needs_profile"] and found["level"] != "full" else [])
