"""The class: scores, what waits, what broke; each number leads to the hand-ins behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from grader.model.verdict import Verdict

from ..class_state import ClassState
from ..complaints import complaints_of
from ..grouping import Grouping
from ..rendering import page
from ..request import Page, ReviewRequest
from ..selection import WAITING, Selection, percent_of

VERDICTS = tuple(verdict.value for verdict in Verdict)
BAND = 10
"""Width of a bar of the histogram, in percent."""


def show(request: ReviewRequest) -> Response:
    """Show the class."""
    state = request.state
    facts = state.facts
    questions = _questions(state, {item.id: item.facility for item in facts["items"]})
    used = {verdict for one in questions for verdict in one["verdicts"]}
    return page(
        request,
        "overview.html.j2",
        facts=facts,
        counts=list(_counts(state)),
        again=len(Grouping(state=state).again),
        waits=list(waiting_questions(state)),
        complaints=sum(not one.answers for one in complaints_of(state)),
        broke=list(_broke(state)),
        bands=list(_bands(state)),
        verdicts=[verdict for verdict in VERDICTS if verdict in used],
        questions=questions,
        findings=list(_findings(state)),
    )


def _counts(state: ClassState) -> Iterator[tuple[str, int, str]]:
    """Yield the key of the words, the number and the address of each count of the class."""
    yield "class.students", len(state.grades), ""
    yield "class.hand_ins", len(state.rows), "/hand-ins"
    yield "class.missing", sum(grade.status == "missing" for grade in state.grades), ""
    given = sum(one.by_person for row in state.rows.values() for one in row.criteria)
    yield "review.given", given, Selection(status="people").address


def waiting_questions(state: ClassState) -> Iterator[dict[str, Any]]:
    """Yield each question of which something waits for a person."""
    waiting, marked, first = Counter[str](), Counter[str](), dict[str, str]()
    for row in state.rows.values():
        for one in row.criteria:
            if one.by_person:
                marked[one.question] += 1
            elif one.verdict == WAITING:
                waiting[one.question] += 1
                first.setdefault(one.question, f"{one.question}.{one.criterion}")
    for name, title, _ in state.about.asked:
        if waiting[name]:
            link = Selection(question=name, verdict=WAITING).address
            mark = f"/answers/{quote(first[name], safe='')}/next"
            yield {"title": title, "waiting": waiting[name], "marked": marked[name], "link": link, "mark": mark}


def _broke(state: ClassState) -> Iterator[dict[str, Any]]:
    """Yield what went wrong beside wrong answers: hand-ins that cannot be read, our own failures, crashes."""
    entries = state.graded.summary_entries
    counts = Counter(row.status.value for row in state.rows.values())
    counts["crashed"] = sum(entries[name]["notebook"] in ("raised", "killed") for name in state.rows)
    for status in ("error", "unreadable", "crashed"):
        if counts[status]:
            yield {"key": f"class.{status}", "count": counts[status], "link": Selection(status=status).address}


def _bands(state: ClassState) -> Iterator[dict[str, Any]]:
    percents = [percent for row in state.rows.values() if (percent := percent_of(row)) is not None]
    counts = Counter(min(100 - BAND, int(percent // BAND) * BAND) for percent in percents)
    for low, count in sorted(counts.items()):
        link = Selection(low=str(low), high=str(low + BAND)).address
        yield {"low": low, "high": low + BAND, "count": count, "link": link}


def _questions(state: ClassState, means: dict[str, float]) -> list[dict[str, Any]]:
    counted: dict[str, Counter[str]] = {name: Counter() for name, *_ in state.about.asked}
    for row in state.rows.values():
        for name, verdict in {(one.question, one.verdict) for one in row.criteria}:
            counted.setdefault(name, Counter())[verdict] += 1
    return [
        {
            "title": title,
            "mean": means.get(name),
            "verdicts": counted[name],
            "link": Selection(question=name).address,
            "links": {verdict: Selection(question=name, verdict=verdict).address for verdict in counted[name]},
        }
        for name, title, _ in state.about.asked
    ]


def _findings(state: ClassState) -> Iterator[dict[str, Any]]:
    titles = {name: title for name, title, _ in state.about.asked}
    for key, one in state.graded.clusters.items():
        named = [titles.get(name, name) for name in one["questions"]]
        yield {**one, "questions": named, "link": Selection(finding=key).address}


PAGES = (Page(path="/", show=show, link="review.class", place=10),)
