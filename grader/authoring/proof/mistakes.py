"""Says of each known mistake whether it was tried, loses points and is named, and which criteria none fails."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grader.model.assignment import Mistake
from grader.model.result import QuestionResult, Result
from grader.model.rubric import Question, Rubric
from grader.model.verdict import Verdict
from grader.report.message import tell
from grader.report.words import Words

from .charged_twice import charged_twice
from .criteria import first_named, loses_nothing, remark_on
from .not_carried import not_carried_in


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditedMistake:
    """What an audit's report needs of the result of a submission that holds one known mistake."""

    id: str
    """The mistake's id."""
    asked: tuple[str, ...]
    """Ids of the questions that should name the mistake."""
    score: float
    """Points earned."""
    named_first: str | None
    """The id of the mistake that the report names first; None where it names none."""
    unnamed: tuple[str, ...]
    """Those of the `asked` questions that lose no points, or name another mistake first."""
    remarks: tuple[dict[str, Any], ...]
    """Why questions do not name it, or where its code crashes, as JSON values."""
    failed: tuple[str, ...]
    """The criteria that it does not pass, as `question.criterion`."""
    not_carried: tuple[dict[str, str], ...] = ()
    """What was not carried in its submission, in the form of `not_carried`."""
    charged_twice: tuple[str, ...] = ()
    """The names of the weaknesses that it costs points where the function is right."""


def audited(
    mistake: str, result: Result, asked: tuple[str, ...], rubric: Rubric, words: Words, functions: Collection[str] = ()
) -> AuditedMistake:
    """Return what an audit's report needs of a result.

    Args:
        mistake: the mistake's id.
        result: the result of the submission that holds it.
        asked: ids of the questions that should name it.
        rubric: the rubric.
        words: the sentences of a language, for what is named in its place.
        functions: the functions that it replaces; where none are given, nobody looks who is charged twice.
    """
    about = [question for question in result.questions if question.id in asked]
    failed = [(q.id, c.id) for q in result.questions for c in q.criteria if c.verdict is not Verdict.PASS]
    return AuditedMistake(
        id=mistake,
        asked=asked,
        score=result.score,
        named_first=first_named(*result.questions),
        unnamed=tuple(q.id for q in about if loses_nothing(q) or first_named(q) != mistake),
        remarks=tuple(_remarks(mistake, about, rubric, words)),
        failed=tuple(f"{question}.{criterion}" for question, criterion in failed),
        not_carried=tuple(not_carried_in(mistake, result)),
        charged_twice=tuple(charged_twice(rubric, result, mistake, functions)) if functions else (),
    )


def told_of(judged: AuditedMistake, most: float) -> dict[str, Any]:
    """Return what the audit's report holds of one mistake.

    Args:
        judged: the result of its submission.
        most: the points that no person gives.
    """
    named = {"named_first": judged.named_first, "unnamed": list(judged.unnamed)}
    some = {"remarks": list(judged.remarks)} if judged.remarks else {}
    return {"id": judged.id, "score": judged.score, "max_score": most, **named, **some}


def _remarks(mistake: str, about: Sequence[QuestionResult], rubric: Rubric, words: Words) -> Iterator[dict[str, Any]]:
    questions = {question.id: question for question in rubric.questions}
    for result in about:
        remark = remark_on(result, mistake)
        if remark is not None:
            named = remark["why"] == "not_named"
            yield {**remark, "told": _told_instead(questions[result.id], result, words)} if named else remark


def _told_instead(question: Question, result: QuestionResult, words: Words) -> str:
    """Return the first explanation that a report gives of lost points without naming a mistake; empty for none."""
    pairs = zip(question.criteria, result.criteria, strict=True)
    told = (tell(words, criterion, found, {}).why for criterion, found in pairs if found.fraction < 1)
    return next((why[0] for why in told if why), "")


def remark_text(words: Words, remark: Mapping[str, Any]) -> str:
    """Return the line that says why a question does not name a mistake, or where its code crashes.

    Args:
        words: the sentences of a language.
        remark: what the audit's report holds under `remarks`.
    """
    why = "crashes_at" if remark["why"] == "crashes" and "path" in remark else remark["why"]
    why = "not_named_told" if remark.get("told") else why
    facts = {name: fact for name, fact in remark.items() if name not in ("why", "source")}
    return words(f"terminal.mistake_{why}", **facts)


def weak_mistakes(judged: Sequence[AuditedMistake]) -> list[str]:
    """Return the mistakes that are not seen or not named: `mistake`, or `mistake in question` for one question."""
    found = []
    for m in judged:
        everywhere = m.named_first != m.id or set(m.unnamed) == set(m.asked)
        found += [m.id] if everywhere else [f"{m.id} in {question}" for question in m.unnamed]
    return found


def not_tried(mistakes: Sequence[Mistake], judged: Sequence[AuditedMistake]) -> list[dict[str, Any]]:
    """Return the mistakes that no submission was graded with, since no question asks for what they replace.

    Returns:
        For each its `mistake`, and the `functions` that it replaces.
    """
    tried = {one.id for one in judged}
    return [{"mistake": m.id, "functions": list(m.overrides)} for m in mistakes if m.id not in tried]


def criteria_without_failure(
    rubric: Rubric, judged: Sequence[AuditedMistake], replaced: Mapping[str, Sequence[str]]
) -> tuple[list[str], list[str]]:
    """Return the measured criteria that no known mistake fails, as `question.criterion`.

    Args:
        rubric: the rubric.
        judged: the mistakes that were tried.
        replaced: by mistake, the functions that it replaces.

    Returns:
        Those of questions about a function that some mistake replaces, and those that no mistake was written for; both
        are empty for a rubric without mistakes.
    """
    failed = {name for mistake in judged for name in mistake.failed}
    known = {function for mistake in judged for function in replaced.get(mistake.id, ())}
    idle: list[str] = []
    untried: list[str] = []
    for question in rubric.questions if judged else ():
        for criterion in question.criteria:
            name = f"{question.id}.{criterion.id}"
            if criterion.check.scenario_names and name not in failed:
                (idle if question.function in known else untried).append(name)
    return idle, untried
