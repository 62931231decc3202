"""A report as Markdown."""

from __future__ import annotations

from typing import Any

from .numbers import shown
from .plain import code, plain
from .summary import hints_of, mend_first
from .words import Words, words


def markdown(report: dict[str, Any]) -> str:
    """The content of report.md."""
    w = words(report["language"])
    lines = [
        f"# {plain(report['assignment']['title'])}: `{code(report['submission']['id'])}`",
        "",
        f"**{points(report['score'])} {w('page.of')} {points(report['max_score'])} {w('page.points')}**",
    ]
    if report["pending"]:
        lines[-1] += f" ({w('page.pending', points=points(report['pending']))})"
    lines += ["", f"## {w('page.mend_first')}", ""]
    first = mend_first(report)
    lines += [f"{place}. {plain(item['title'])} (-{points(item['lost'])})" for place, item in enumerate(first, 1)]
    lines += [] if first else [w("page.nothing_to_mend")]
    for question in report["questions"]:
        lines += _question(w, question)
    lines += _section(w("page.hints"), _hints(w, report))
    lines += _section(w("page.cells"), [f"- {stop(w, cell)}" for cell in stopped(report)])
    lines += _section(w("page.remarks"), [f"- {remark['message']}" for remark in report["remarks"]])
    return "\n".join([*lines, ""])


def points(value: float) -> str:
    """Points without needless digits."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def stopped(report: dict[str, Any]) -> list[dict[str, Any]]:
    """The notebook's cells that did not run to their end."""
    return [cell for cell in report["notebook"]["cells"] if cell["status"] != "ok"]


def stop(w: Words, cell: dict[str, Any]) -> str:
    """How one of them ended, as markdown."""
    how = w(f"cell.{cell['status']}", error=code(cell["error"] or ""))
    return f"{w('page.cell', number=cell['index'] + 1)}: {how}"


def _section(title: str, lines: list[str]) -> list[str]:
    return ["", f"## {title}", "", *lines] if lines else []


def _hints(w: Words, report: dict[str, Any]) -> list[str]:
    """All hints behind everything else, so that nobody reads one without wanting it."""
    found: list[str] = []
    for question in report["questions"]:
        for criterion in question["criteria"]:
            hints = hints_of(criterion)
            if hints:
                found.append(f"- {plain(question['title'])}, {plain(criterion['title'])}")
            for number, hint in enumerate(hints, 1):
                found.append(f"  - {w('page.hint', number=number, of=len(hints))}: {plain(hint)}")
    return found


def _question(w: Words, question: dict[str, Any]) -> list[str]:
    score = f"{points(question['score'])}/{points(question['max_score'])}"
    lines = ["", f"## {plain(question['title'])} ({score}, {w('verdict.' + question['verdict'])})", ""]
    for criterion in question["criteria"]:
        earned = f"{points(criterion['score'])}/{points(criterion['max_score'])}"
        verdict = w("verdict." + criterion["verdict"])
        lines.append(f"- **{plain(criterion['title'])}** ({earned}, {verdict}). {criterion['message']}")
        evidence = criterion["evidence"]
        if "course_error" in evidence and evidence.get("rung"):
            lines.append(f"  {w('page.course_error')}: {shown_number(evidence['course_error'])}")
        lines += [f"  {line}" for line in _for_staff(w, evidence)]
    return lines


def _for_staff(w: Words, evidence: dict[str, Any]) -> list[str]:
    """What only a report for staff holds: values at the worst place, and the exception's own text."""
    told = [f"{w('page.' + name)}: `{code(evidence[name])}`" for name in ("got", "expected") if name in evidence]
    failure = evidence.get("failure")
    if failure is not None:
        told.append(f"{w('page.exception')}: `{code(failure['error'])}: {code(failure['text'])}`")
        told += [f"`{code(frame)}`" for frame in failure["frames"]]
    return ["; ".join(told)] if told else []


def shown_number(value: float | str) -> str:
    """A number of the report's JSON, where non-finite ones are words."""
    return value if isinstance(value, str) else shown(value)
