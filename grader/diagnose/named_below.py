"""Finds the mistakes that were named in the questions on which another builds: with them its own are combined."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from grader.model.result import QuestionResult, Result
from grader.model.rubric import Question, Rubric
from grader.model.verdict import Verdict


def named_below(rubric: Rubric, question: Question, results: Mapping[str, QuestionResult]) -> dict[str, str]:
    """Return by function the mistake that was named in the questions that this one builds on.

    Args:
        rubric: the rubric.
        question: the question.
        results: the results of the questions that it builds on, by id.
    """
    return {
        function: finding.mistake
        for q in rubric.questions
        if q.id in question.builds_on and (function := q.function)
        for criterion in results[q.id].criteria
        for finding in criterion.findings
        if finding.mistake and not finding.outputs
    }


def combined_in(rubric: Rubric, result: Result, mistakes: Mapping[str, Collection[str]]) -> list[str]:
    """Return the mistakes of which a result may hang on what several give together, sorted.

    Args:
        rubric: the rubric.
        result: the result of a submission.
        mistakes: by mistake, the functions that it replaces.
    """
    results, found = {question.id: question for question in result.questions}, set[str]()
    for question in rubric.questions:
        own = {name for name, functions in mistakes.items() if question.function in functions}
        below = named_below(rubric, question, results) if own and _is_explained(results[question.id]) else {}
        found |= {*own, *below.values()} if below else set()
    return sorted(found)


def _is_explained(question: QuestionResult) -> bool:
    """Return whether some criterion of a question may have been explained; those in which nothing is off are not."""
    return any(
        one.verdict is not Verdict.PASS or one.evidence.failing or one.evidence.facts.get("own") or one.findings
        for one in question.criteria
    )
