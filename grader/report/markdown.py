"""Renders a report as Markdown."""

from __future__ import annotations

from typing import Any

from .counted import counted_lines
from .head import is_open, score_line
from .mend_first import hints_of
from .numbers import decimals_of, earned, points, shown
from .page import Group, Row, Shown, arranged
from .people import answer_lines, appeal_link, comment_lines
from .plain import code, plain
from .words import Words, words

_ONE_LINE_EACH = {Group.FOLLOWS: "page.follows", Group.WAITING: "page.waiting", Group.RIGHT: "page.right"}
"""Groups of which each question takes one line, with their headings."""


def markdown(report: dict[str, Any]) -> str:
    """Return the content of report.md."""
    w = words(report["language"])
    title = w("style.labelled", label=plain(report["assignment"]["title"]), text=_span(report["submission"]["id"]))
    lines = [f"# {title}", "", f"**{' '.join(score_line(w, report))}**"]
    if report["pending"]:
        waiting = w("page.pending", points=points(report["pending"]))
        lines[-1] = w("style.aside", text=lines[-1], aside=waiting)
    if report["audience"] == "staff":
        lines[1:1] = ["", f"**{w('page.for_staff')}**"]
    lines += [cell for line in counted_lines(w, report) for cell in ("", line)]
    lines += ["", f"## {w('page.mend_first')}", "", *_first(w, report)]
    lines += _section(w("people.comments"), _paired(comment_lines(w, report)))
    lines += _section(w("people.answers"), _paired(answer_lines(w, report)))
    groups, decimals = arranged(w, report), decimals_of(report)
    for group in (Group.WRONG, Group.BLOCKED):
        for question in groups[group]:
            lines += _wrong(w, question, decimals)
    lines += _section(w("page.untouched"), _untouched(w, groups[Group.UNTOUCHED]))
    for group, heading in _ONE_LINE_EACH.items():
        lines += _section(w(heading), [line for question in groups[group] for line in _right(w, question, decimals)])
    lines += _section(w("page.hints"), _hints(w, report))
    lines += _section(w("page.cells"), [f"- {line}" for line in stops(w, report)])
    lines += _section(w("page.remarks"), _remarks(report))
    address, told = appeal_link(report)
    if address or told:
        lines += ["", w("people.appeal", address=address) if address else w("people.appeal_told", told=plain(told))]
    return "\n".join([*lines, ""])


def _paired(told: list[tuple[str, str]]) -> list[str]:
    """Return what was said of something, each in a list's entry."""
    return [line for about, said in told for line in (f"- {about}".rstrip(), *(f"  {one}" for one in said.split("\n")))]


def _remarks(report: dict[str, Any]) -> list[str]:
    """Return the remarks, but for what stands under what to mend first."""
    return [f"- {remark['message']}" for remark in report["remarks"] if remark["id"] != "unreadable"]


def _first(w: Words, report: dict[str, Any]) -> list[str]:
    decimals, lines = decimals_of(report), []
    said: set[str] = set()
    for place, item in enumerate(report["mend_first"], 1):
        lines.append(f"{place}. {plain(item['title'])} (-{earned(item['lost'], decimals=decimals)})")
        told = [item.get("where", ""), item["next"] if item["begun"] and item["next"] not in said else ""]
        said.add(item["next"])
        lines += [f"   {text}" for text in told if text]
    unread = [remark["message"] for remark in report["remarks"] if remark["id"] == "unreadable"]
    return [*unread, *lines] or [w("page.nothing_to_mend")]


def stopped(report: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the notebook's cells that did not run to their end."""
    return [cell for cell in report["notebook"]["cells"] if cell["status"] != "ok"]


def stops(w: Words, report: dict[str, Any]) -> list[str]:
    """Return a sentence for each way in which cells did not run to their end, with their numbers, as markdown."""
    by_way: dict[str, list[str]] = {}
    for cell in stopped(report):
        how = w(f"cell.{cell['status']}", error=code(cell["error"] or ""))
        by_way.setdefault(how, []).append(str(cell["index"] + 1))
    return [w("style.labelled", label=_cells(w, numbers), text=how) for how, numbers in by_way.items()]


def _cells(w: Words, numbers: list[str]) -> str:
    if len(numbers) == 1:
        return w("page.cell", number=numbers[0])
    return w("page.cells_numbered", numbers=", ".join(numbers))


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


def _wrong(w: Words, part: Shown, decimals: int) -> list[str]:
    lines = ["", f"## {_earned(w, plain(part.question['title']), part.question, decimals)}", ""]
    for block in part.blocks:
        for row in block.rows:
            lines += _row(w, row, decimals)
            evidence = row.criterion["evidence"]
            if "course_error" in evidence and evidence.get("rung"):
                number = shown_number(evidence["course_error"])
                lines.append(f"  {w('style.labelled', label=w('page.course_error'), text=number)}")
        said = w("style.between_sentences").join(text for text in (*block.why, block.next) if text)
        lines += ["", said, ""] if said else []
    if part.untouched:
        titles = w("style.between_items").join(plain(criterion["title"]) for criterion in part.untouched)
        lines += ["", w("page.untouched_here", titles=titles)]
    lines += [line for row in part.rest for line in _row(w, row, decimals)]
    return [*lines, *_repair(w, part.question.get("repair"))]


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


def _row(w: Words, row: Row, decimals: int) -> list[str]:
    head = _earned(w, f"**{plain(row.criterion['title'])}**", row.criterion, decimals) + w("style.full_stop")
    lines = ["- " + w("style.between_sentences").join(filter(None, [head, row.says]))]
    return lines + [f"  {line}" for line in _for_staff(w, row.criterion["evidence"], row.criterion["findings"])]


def _untouched(w: Words, questions: list[Shown]) -> list[str]:
    if not questions:
        return []
    worth = points(sum(part.question["max_score"] for part in questions))
    titles = w("style.between_items").join(plain(part.question["title"]) for part in questions)
    return [w("page.untouched_parts", points=worth, titles=titles)]


def _right(w: Words, part: Shown, decimals: int) -> list[str]:
    said = [f"  {row.says}" for row in part.rest if row.says]
    return [f"- {_earned(w, plain(part.question['title']), part.question, decimals)}", *said]


def _for_staff(w: Words, evidence: dict[str, Any], findings: list[dict[str, Any]]) -> list[str]:
    """Return the parts for staff only: values at the worst index, the exception, and other mistakes that fit."""
    told = [_labelled(w, name, str(evidence[name])) for name in ("got", "expected") if name in evidence]
    for test in evidence.get("tests", ()):
        told += [_labelled(w, name, test[key]) for name, key in (("asserted", "line"), ("said", "said")) if test[key]]
    for failure in filter(None, [evidence.get("failure"), *evidence.get("stops", ())]):
        told.append(_labelled(w, "exception", f"{failure['error']}: {failure['text']}"))
        told += [_span(frame) for frame in failure["frames"]]
    others = [other["title"] for finding in findings for other in finding.get("runners_up", [])]
    if others:
        titles = w("style.between_items").join(map(plain, others))
        told.append(w("style.labelled", label=w("page.runners_up"), text=titles))
    return [w("style.between_items").join(told)] if told else []


def _earned(w: Words, title: str, part: dict[str, Any], decimals: int) -> str:
    """Return a title with points and verdict behind it."""
    score = "-" if is_open(part) else earned(part["score"], part["max_score"], decimals)
    aside = f"{score}/{points(part['max_score'])}, {w('verdict.' + part['verdict'])}"
    return w("style.aside", text=title, aside=aside)


def _labelled(w: Words, name: str, text: str) -> str:
    return w("style.labelled", label=w(f"page.{name}"), text=_span(text))


def _span(text: object) -> str:
    return f"`{code(text)}`"


def shown_number(value: float | str) -> str:
    """Return a number of the report's JSON, where non-finite ones are strings, as text."""
    return value if isinstance(value, str) else shown(value)
