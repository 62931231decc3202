"""Renders a report as Markdown."""

from __future__ import annotations

from typing import Any

from .counted import counted_lines
from .mend_first import hints_of
from .numbers import points, shown
from .plain import code, plain
from .words import Words, words


def markdown(report: dict[str, Any]) -> str:
    """Return the content of report.md."""
    w = words(report["language"])
    lines = [
        f"# {w('style.labelled', label=plain(report['assignment']['title']), text=_span(report['submission']['id']))}",
        "",
        f"**{points(report['score'])} {w('page.of')} {points(report['max_score'])} {w('page.points')}**",
    ]
    if report["pending"]:
        waiting = w("page.pending", points=points(report["pending"]))
        lines[-1] = w("style.aside", text=lines[-1], aside=waiting)
    lines += [cell for line in counted_lines(w, report) for cell in ("", line)]
    lines += ["", f"## {w('page.mend_first')}", ""]
    first = report["mend_first"]
    lines += [f"{place}. {plain(item['title'])} (-{points(item['lost'])})" for place, item in enumerate(first, 1)]
    lines += [] if first else [w("page.nothing_to_mend")]
    for question in report["questions"]:
        lines += _question(w, question)
    lines += _section(w("page.hints"), _hints(w, report))
    lines += _section(w("page.cells"), [f"- {stop(w, cell)}" for cell in stopped(report)])
    lines += _section(w("page.remarks"), [f"- {remark['message']}" for remark in report["remarks"]])
    return "\n".join([*lines, ""])


def stopped(report: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the notebook's cells that did not run to their end."""
    return [cell for cell in report["notebook"]["cells"] if cell["status"] != "ok"]


def stop(w: Words, cell: dict[str, Any]) -> str:
    """Return a sentence on how a cell ended that did not run to its end, as markdown."""
    how = w(f"cell.{cell['status']}", error=code(cell["error"] or ""))
    return w("style.labelled", label=w("page.cell", number=cell["index"] + 1), text=how)


def _section(title: str, lines: list[str]) -> list[str]:
    return ["", f"## {title}", "", *lines] if lines else []


def _hints(w: Words, report: dict[str, Any]) -> list[str]:
    """Return all hints, which are at the end of the page so that nobody reads one without wanting it."""
    found: list[str] = []
    for question in report["questions"]:
        for criterion in question["criteria"]:
            hints = hints_of(criterion)
            if hints:
                found.append(f"- {plain(question['title'])}, {plain(criterion['title'])}")
            for number, hint in enumerate(hints, 1):
                label = w("page.hint", number=number, of=len(hints))
                found.append(f"  - {w('style.labelled', label=label, text=plain(hint))}")
    return found


def _question(w: Words, question: dict[str, Any]) -> list[str]:
    lines = ["", f"## {_earned(w, plain(question['title']), question)}", ""]
    for criterion in question["criteria"]:
        head = _earned(w, f"**{plain(criterion['title'])}**", criterion) + w("style.full_stop")
        lines.append("- " + w("style.between_sentences").join([head, criterion["message"]]))
        evidence = criterion["evidence"]
        if "course_error" in evidence and evidence.get("rung"):
            number = shown_number(evidence["course_error"])
            lines.append(f"  {w('style.labelled', label=w('page.course_error'), text=number)}")
        lines += [f"  {line}" for line in _for_staff(w, evidence, criterion["findings"])]
    return [*lines, *_repair(w, question.get("repair"))]


def _repair(w: Words, repair: dict[str, Any] | None) -> list[str]:
    """Return what is said about a repair; for staff with its difference, cost and proof."""
    if repair is None:
        return []
    lines = ["- " + w("style.labelled", label=f"**{w('repair.title')}**", text=repair["message"])]
    if "difference" in repair:
        head = w("style.labelled", label=w("repair.difference"), text=repair["cost"])
        lines += [f"  {head} {repair.get('note', '')}".rstrip(), ""]
        lines += [*(f"      {line}" for line in repair["difference"].splitlines()), ""]
    return lines


def _for_staff(w: Words, evidence: dict[str, Any], findings: list[dict[str, Any]]) -> list[str]:
    """Return the parts for staff only: values at the worst index, the exception, and other mistakes that fit."""
    told = [_labelled(w, name, str(evidence[name])) for name in ("got", "expected") if name in evidence]
    failure = evidence.get("failure")
    if failure is not None:
        told.append(_labelled(w, "exception", f"{failure['error']}: {failure['text']}"))
        told += [_span(frame) for frame in failure["frames"]]
    others = [other["title"] for finding in findings for other in finding.get("runners_up", [])]
    if others:
        titles = w("style.between_items").join(map(plain, others))
        told.append(w("style.labelled", label=w("page.runners_up"), text=titles))
    return [w("style.between_items").join(told)] if told else []


def _earned(w: Words, title: str, part: dict[str, Any]) -> str:
    """Return a title with points and verdict behind it."""
    score = f"{points(part['score'])}/{points(part['max_score'])}"
    return w("style.aside", text=title, aside=f"{score}, {w('verdict.' + part['verdict'])}")


def _labelled(w: Words, name: str, text: str) -> str:
    return w("style.labelled", label=w(f"page.{name}"), text=_span(text))


def _span(text: object) -> str:
    return f"`{code(text)}`"


def shown_number(value: float | str) -> str:
    """Return a number of the report's JSON, where non-finite ones are strings, as text."""
    return value if isinstance(value, str) else shown(value)
