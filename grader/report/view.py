"""Builds the content of report.json, from which every other rendering is made."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from grader.model.assignment import Mistake
from grader.model.decision import Decision
from grader.model.evidence import Comparison, Evidence
from grader.model.finding import Finding, FindingKind
from grader.model.record import Record
from grader.model.repair import Repairs
from grader.model.result import CriterionResult, QuestionResult, Result
from grader.model.rubric import Criterion, Question, Rubric
from grader.model.submission import Audience, Remark
from grader.model.verdict import Verdict
from grader.scoring.points import criterion_score

from .as_run import as_run
from .exceptions import exception_of, further_exceptions
from .mend_first import mend_first
from .message import by_person, joined, tell
from .numbers import jsonable, two_digits
from .plain import code
from .repairs import repair_of
from .source import source_of
from .words import Words, words

SCHEMA = "grader/report/v1"
STAFF_FACTS = ("line", "said", "tests", "printed", "bounds", "fault")
"""Measured values that only a report for staff shows."""
MOST_PAIRS = 64
"""Largest number of a gradient's directions that a report for staff shows."""


def view(
    rubric: Rubric,
    mistakes: Mapping[str, Mistake],
    record: Record,
    result: Result,
    audience: Audience,
    language: str = "en",
    repairs: Repairs | None = None,
) -> dict[str, Any]:
    """Return one submission's report.

    Args:
        rubric: the rubric, in the language of the report.
        mistakes: the known mistakes by id, in the language of the report.
        record: the submission and the record of its run.
        result: the result.
        audience: `student`, who sees nothing meant for staff, or `staff`.
        language: the language of the sentences.
        repairs: what was found of how the functions can be repaired; None where nobody looked.
    """
    w = words(language)
    made = _View(rubric, mistakes, record, w, audience == Audience.STAFF, repairs)
    questions = [made.question(*pair) for pair in zip(rubric.questions, result.questions, strict=True)]
    report: dict[str, Any] = {
        "schema": SCHEMA,
        "assignment": {"id": rubric.id, "title": rubric.title},
        "submission": {
            "id": record.submission.id,
            "sha256": record.submission.sha256,
            "files": sorted(record.submission.files),
        },
        "provenance": dict(record.provenance),
        "isolation": {
            "level": record.isolation.level,
            "enforced": [w(f"isolation.{key}") for key in record.isolation.enforced],
            "not_enforced": [w(f"isolation.{key}") for key in record.isolation.not_enforced],
        },
        "score": result.score,
        "max_score": result.max_score,
        "pending": result.pending,
        "questions": questions,
        "mend_first": mend_first(questions, w) if result.readable else [],
        **({"groups": list(result.groups)} if result.groups else {}),
        "remarks": [made.remark(remark) for remark in result.remarks if made.shows(remark)],
        "notebook": made.notebook(),
        "timing": {**record.timing, **({} if repairs is None else {"repair_cpu_seconds": repairs.cpu_seconds})},
        "audience": audience,
        "language": language,
        **({"appeals_to": rubric.rules.appeals} if rubric.rules.appeals else {}),
    }
    drawn = {picture["cell"] for question in questions for picture in question.get("pictures", ())}
    report["as_run"] = as_run(record, drawn)
    found: dict[str, Any] = jsonable(report)
    return found


class _View:
    """Words one report for one audience."""

    def __init__(
        self,
        rubric: Rubric,
        mistakes: Mapping[str, Mistake],
        record: Record,
        wording: Words,
        staff: bool,
        repairs: Repairs | None,
    ) -> None:
        self._rubric = rubric
        self._record = record
        self._mistakes = mistakes
        self._words = wording
        self._staff = staff
        self._repairs = () if repairs is None else repairs.found

    def question(self, question: Question, judged: QuestionResult) -> dict[str, Any]:
        """Return one question and its criteria as the report shows them."""
        found: dict[str, Any] = {
            "id": question.id,
            "title": question.title,
            **({"builds_on": list(question.builds_on)} if question.builds_on else {}),
            "score": judged.score,
            "max_score": judged.max_score,
            **({"bonus": True} if judged.bonus else {}),
            "verdict": judged.verdict.value,
            "criteria": [
                self._criterion(criterion, result)
                for criterion, result in zip(question.criteria, judged.criteria, strict=True)
            ],
        }
        drawn = self._pictures(question)
        if drawn:
            found["pictures"] = drawn
        if judged.verdict not in (Verdict.PASS, Verdict.CARRIED):
            told = repair_of(self._words, self._repairs, question.id, self._rubric.repairs, self._staff)
            found |= {} if told is None else {"repair": told}
        source = source_of(question, judged, self._record, found.get("repair"))
        return found if source is None else {**found, "source": source}

    def _pictures(self, question: Question) -> list[dict[str, Any]]:
        """Return the pictures of what the student drew for a question, as the page embeds them."""
        taken = {picture.cell: picture for picture in self._record.transcript.pictures}
        cells = self._record.submission.drawing
        answers = {cells.get(f"{question.id}.{criterion.id}"): criterion.id for criterion in question.criteria}
        wanted = [cells[name] for name in question.figures if name in cells]
        wanted += sorted(taken)[-1:] if "" in question.figures else []
        wanted += [cell for cell in answers if cell is not None]
        return [
            {
                "cell": found.cell,
                "width": found.width,
                "height": found.height,
                "png": b64encode(found.png).decode(),
                **({"criterion": answers[cell]} if cell in answers else {}),
            }
            for cell in dict.fromkeys(wanted)
            if (found := taken.get(cell)) is not None
        ]

    def _criterion(self, criterion: Criterion, result: CriterionResult) -> dict[str, Any]:
        told = tell(self._words, criterion, result, self._mistakes)
        measured = joined(self._words, by_person(self._words, criterion, result), told.measured, told.where)
        found = {
            "id": criterion.id,
            "title": criterion.title,
            "check": criterion.check.kind,
            "verdict": result.verdict.value,
            "score": criterion_score(criterion, result),
            "max_score": criterion.points,
            "evidence": self._evidence(result.evidence),
            "message": joined(self._words, measured, *told.why, told.next),
            "told": {"measured": measured, "why": list(told.why)},
            "next": told.next,
            "findings": [self._finding(finding) for finding in result.findings],
            "hints": list(criterion.hints) if result.fraction < 1 else [],
        }
        if result.answer is not None:
            found["answer"] = result.answer
        if result.decision is not None:
            found["by_person"] = self._by_person(result.decision)
        return found

    def _by_person(self, decision: Decision) -> dict[str, Any]:
        found = {"points": decision.points, "comment": decision.comment}
        return {**found, "who": decision.who, "when": decision.when} if self._staff else found

    def _finding(self, finding: Finding) -> dict[str, Any]:
        mistake = self._mistakes.get(finding.mistake or "")
        facts = {name: code(fact) for name, fact in finding.facts.items()}
        key = f"finding.{finding.kind}"
        if finding.kind is FindingKind.AS_IF:
            facts["edit"] = self._words(f"as_if.{finding.facts['edit']}", **facts)
        title = self._words(key, **{"function": "", **facts}) if self._words.has(key) else finding.kind
        found: dict[str, Any] = {
            "kind": finding.kind,
            "mistake": finding.mistake,
            "title": mistake.title if mistake else title,
            "confidence": finding.confidence.value,
            "seriousness": finding.seriousness.value,
            "hints": list(mistake.hints) if mistake else [],
            "caused_by": finding.caused_by,
        }
        if finding.outputs:
            found["outputs"] = [code(output) for output in finding.outputs]
        if self._staff and finding.runners_up:
            found["runners_up"] = [self._runner_up(name) for name in finding.runners_up]
        return found

    def _runner_up(self, name: str) -> dict[str, str]:
        mistake = self._mistakes.get(name)
        return {"mistake": name, "title": mistake.title if mistake else name}

    def _evidence(self, evidence: Evidence) -> dict[str, Any]:
        worst = evidence.worst
        found = {} if worst is None else self._comparison(worst)
        found |= {name: fact for name, fact in evidence.facts.items() if name in ("held", "of", "paid")}
        if self._staff:
            found |= {name: evidence.facts[name] for name in STAFF_FACTS if evidence.facts.get(name)}
            found |= further_exceptions(evidence)
        if evidence.facts.get("compared") and (self._staff or evidence.facts["open"]):
            found["compared"] = dict(evidence.facts["compared"])
        if evidence.comparisons:
            found["cases"] = [self._case(comparison) for comparison in evidence.comparisons]
        return found

    def _comparison(self, worst: Comparison) -> dict[str, Any]:
        found: dict[str, Any] = {
            **self._case(worst),
            "course_error": _rounded(worst.course_error),
            "wrong": worst.wrong,
            "total": worst.total,
            "worst_index": worst.worst_index,
            "shape": worst.shape,
            "expected_shape": worst.expected_shape,
            "dtype": worst.dtype,
            "kind": worst.kind or None,
            "expected_kind": worst.expected_kind or None,
            "error_map": worst.error_map,
        }
        if self._staff and worst.rung is not None:
            found |= {"got": worst.got, "expected": worst.expected, "failure": exception_of(worst)}
            found["pairs"] = [tuple(map(two_digits, pair)) for pair in worst.pairs[:MOST_PAIRS]] or None
        return {name: value for name, value in found.items() if value is not None}

    @staticmethod
    def _case(comparison: Comparison) -> dict[str, Any]:
        found = {
            "case": comparison.case,
            "output": code(comparison.output),
            "rung": comparison.rung.value if comparison.rung else None,
            "error": _rounded(comparison.error),
            "limit": _rounded(comparison.limit),
            "share": _rounded(comparison.share),
            "edge": comparison.edge or None,
        }
        return {name: value for name, value in found.items() if value is not None}

    def shows(self, remark: Remark) -> bool:
        """Return whether a remark is for this audience."""
        return self._staff or remark.audience == Audience.STUDENT

    def remark(self, remark: Remark) -> dict[str, str]:
        """Return one remark in words."""
        facts = {"id": code(remark.id)} | {name: self._fact(name, fact) for name, fact in remark.facts.items()}
        key = f"remark.{remark.id}"
        text = self._words(key if self._words.has(key) else "remark.other", **facts)
        return {"id": remark.id, "audience": remark.audience, "message": text}

    def _fact(self, name: str, fact: str) -> str:
        """Return a fact as it is put into a remark: a kind of value in words, all else as code."""
        known = name.endswith("_kind") and self._words.has(f"kind.{fact}")
        return self._words(f"kind.{fact}") if known else code(fact)

    def notebook(self) -> dict[str, Any]:
        """Return how the notebook's cells ended; a cell's own error text is for staff only."""
        record = self._record
        cells = [
            {
                "index": cell.index,
                "status": cell.status.value,
                "error": (f"{cell.error}: {cell.text}" if self._staff and cell.text else cell.error) or None,
            }
            for cell in record.transcript.cells
        ]
        return {"path": record.submission.notebook, "status": record.transcript.status, "cells": cells}


def _rounded(value: float | None) -> float | None:
    return None if value is None else two_digits(value)
