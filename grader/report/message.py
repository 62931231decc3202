"""Words the message on one criterion: the measurement, its place, its explanation, and the next step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from grader.model.assignment import Mistake
from grader.model.check import Check, Sentence
from grader.model.evidence import Comparison
from grader.model.finding import Finding, FindingKind
from grader.model.observation import Frame
from grader.model.result import CriterionResult
from grader.model.rubric import Criterion
from grader.model.verdict import Rung, Verdict

from .measured import agrees, differs, shape_text
from .numbers import points
from .places import inputs_of, place_of
from .plain import code
from .words import Words


def message(words: Words, criterion: Criterion, result: CriterionResult, mistakes: Mapping[str, Mistake]) -> str:
    """Return the message on one criterion, as markdown.

    Args:
        words: the sentences of a language.
        criterion: the criterion.
        result: its result.
        mistakes: the known mistakes, by id.
    """
    told = tell(words, criterion, result, mistakes)
    return joined(words, by_person(words, criterion, result), told.measured, told.where, *told.why, told.next)


def joined(words: Words, *parts: str) -> str:
    """Return texts as one, in their order; empty ones are left out."""
    return words("style.between_sentences").join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The parts of the message on one criterion, in reading order; a text is empty where there is none."""

    measured: str
    """The measurement, with its limit."""
    where: str
    """The place where it is worst, or where the code stopped."""
    why: tuple[str, ...]
    """The explanations, one text for each finding."""
    next: str
    """The next step."""


def tell(words: Words, criterion: Criterion, result: CriterionResult, mistakes: Mapping[str, Mistake]) -> Told:
    """Return the parts of the message on one criterion, as markdown.

    Args:
        words: the sentences of a language.
        criterion: the criterion.
        result: its result.
        mistakes: the known mistakes, by id.
    """
    why = (_why(words, finding, mistakes) for finding in result.findings)
    measured = (_single_case(words, result), _measured(words, criterion.check, result))
    return Told(
        measured=joined(words, *measured),
        where=_where(words, criterion.check, result),
        why=tuple(text for text in why if text),
        next=_next(words, criterion.check, result),
    )


def by_person(words: Words, criterion: Criterion, result: CriterionResult) -> str:
    """Return the sentence on a person's decision; the comment is that person's own markdown."""
    if result.decision is None:
        return ""
    key = "measured.by_person" if result.decision.comment else "measured.by_person_silent"
    facts = {"score": points(result.decision.points or 0.0), "most": points(criterion.points)}
    return words(key, comment=result.decision.comment, **facts)


def next_step(words: Words, criterion: Criterion, result: CriterionResult) -> str:
    """Return the next step for one criterion, as markdown; empty when there is nothing to do.

    Args:
        words: the sentences of a language.
        criterion: the criterion.
        result: its result.
    """
    return _next(words, criterion.check, result)


def _single_case(words: Words, result: CriterionResult) -> str:
    """Return the sentence that only cases with a share of their own are lost, and what they cost; empty for others."""
    settled = {case for finding in result.findings for case in finding.cases}
    failing = [comparison for comparison in result.evidence.failing if comparison.case not in settled]
    if result.verdict is not Verdict.PARTIAL or not failing or any(c.share is None for c in failing):
        return ""
    key = "measured.edge_case" if all(comparison.edge for comparison in failing) else "measured.single_case"
    cases = words("style.between_items").join(
        dict.fromkeys(words("style.quoted", text=inputs_of(comparison.case)) for comparison in failing)
    )
    return words(key, cases=cases, percent=f"{100 * (1 - result.fraction):.3g}")


def _measured(words: Words, check: Check, result: CriterionResult) -> str:
    if result.decision is not None and (check.is_marked_by_person or result.verdict is Verdict.PASS):
        return ""  # the person's words are enough
    if result.verdict is Verdict.ERROR:
        return words("measured.error")
    own = check.measured_words(result)
    if own:
        return words("style.between_sentences").join(_said(words, check, sentence) for sentence in own)
    worst = result.evidence.worst
    if result.verdict is Verdict.NOT_ATTEMPTED or worst is None:
        return words("measured.not_attempted")
    if worst.rung is None:
        return agrees(words, check, worst)
    return differs(words, check, worst)


def _said(words: Words, check: Check, sentence: Sentence) -> str:
    """Return a sentence of a check's own; its texts are shown as code."""
    facts = {name: code(fact) if isinstance(fact, str) else fact for name, fact in sentence.facts.items()}
    own = check.sentences.get(words.language, check.sentences.get("en", {}))
    if not words.has(sentence.key) and sentence.key in own:
        return own[sentence.key].format_map(facts)
    return words(sentence.key, **facts)


def _where(words: Words, check: Check, result: CriterionResult) -> str:
    worst = result.evidence.worst
    settled = (Verdict.CARRIED, Verdict.BLOCKED, Verdict.NOT_ATTEMPTED, Verdict.PASS, Verdict.ERROR)
    if worst is None or worst.rung is None or result.verdict in settled:
        return ""
    frame = worst.failure.frames[-1] if worst.failure and worst.failure.frames else None
    if worst.wrong is None and frame is not None:
        return _line(words, frame)
    if not check.names_cases:
        return ""
    inputs = inputs_of(worst.case)
    if worst.wrong is None or worst.total == 1:
        return words("where.case", case=inputs)
    facts = {"wrong": worst.wrong, "total": worst.total, "case": inputs}
    if not worst.worst_index:
        return words("where.count", **facts)
    place = place_of(words, worst.worst_index)
    return words("where.worst" if worst.error is not None else "where.first", place=place, **facts)


def _line(words: Words, frame: Frame) -> str:
    """Return the sentence on the line at which the code stopped; where no cell is known, its text tells which it is."""
    facts = {"line": frame.line, "source": code(frame.source)}
    cell = frame.path.removeprefix("cell ")
    if cell != frame.path and cell.isdecimal():
        return words("where.line_in_cell", cell=cell, **facts)
    key = "where.line_in_notebook" if frame.path == "notebook" else "where.line"
    return words(key, path=code(frame.path), **facts)


def _why(words: Words, finding: Finding, mistakes: Mapping[str, Mistake]) -> str:
    facts = {name: code(fact) for name, fact in finding.facts.items()}
    if finding.mistake in mistakes:
        mistake = mistakes[str(finding.mistake)]
        told = words(f"why.mistake_{finding.confidence.value}", title=mistake.title, explanation=mistake.explanation)
        return _in_outputs(words, finding) + told
    if finding.kind == FindingKind.AS_IF:
        return words("why.as_if", edit=words(f"as_if.{finding.facts['edit']}", **facts))
    if finding.kind == FindingKind.CARRIED and not facts.get("function"):
        return words("why.carried_below")
    if finding.kind == FindingKind.CARRIED and finding.caused_by is None:
        return words("why.carried_outside", **facts)
    if finding.kind == FindingKind.BLOCKED and facts.get("limit") == "yes":
        return words("why.blocked_limit", **facts)
    return words(f"why.{finding.kind}", **facts) if words.has(f"why.{finding.kind}") else ""


def _in_outputs(words: Words, finding: Finding) -> str:
    """Return the outputs that a finding is about, where it does not explain all of them."""
    if not finding.outputs:
        return ""
    listed = words("style.between_items").join(f"`{code(output)}`" for output in finding.outputs)
    return words("why.in_outputs", outputs=listed) + words("style.between_sentences")


def _next(words: Words, check: Check, result: CriterionResult) -> str:
    worst = result.evidence.worst
    facts = {name: code(fact) for finding in result.findings for name, fact in finding.facts.items()}
    expected = shape_text(worst.expected_shape) if worst else ""
    for finding in result.findings:
        outside = finding.kind == FindingKind.CARRIED and finding.caused_by is None
        key = "next.carried_outside" if outside else f"next.{finding.kind}"
        if finding.facts.get("instead"):
            return code(finding.facts["instead"])  # the rubric's own sentence
        if words.has(key):
            return words(key, **{**facts, "expected_shape": expected})
    if result.verdict in (Verdict.PASS, Verdict.CARRIED, Verdict.PENDING, Verdict.ERROR):
        return ""
    if check.is_marked_by_person and result.decision is not None:
        return ""
    own = check.next_words(result)
    if own is not None:
        return _said(words, check, own)
    if result.verdict is Verdict.NOT_ATTEMPTED or worst is None or worst.rung is None:
        return words("next.not_attempted")
    return _next_rung(words, worst, worst.rung)


def _next_rung(words: Words, worst: Comparison, rung: Rung) -> str:
    """Return the sentence on what to do about the first rung that does not hold."""
    if worst.failure is not None and worst.failure.why == "loading":
        return words("next.loading")
    if worst.failure is not None and words.has(f"next.limit_{worst.failure.why}"):
        return words(f"next.limit_{worst.failure.why}")
    return words("next.length" if rung is Rung.SHAPE and worst.expected_kind else f"next.{rung.value}")
