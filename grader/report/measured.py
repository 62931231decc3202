"""Words what was measured of one output: that it agrees, or the first rung that does not hold."""

from __future__ import annotations

from grader.model.check import Check
from grader.model.evidence import Comparison
from grader.model.observation import Failure
from grader.model.verdict import Rung

from .numbers import shown
from .plain import code
from .words import Words

OF_THE_WHOLE = ("hand_in_wall", "judging")
"""Limits that no single function has to be named for."""


def agrees(words: Words, check: Check, worst: Comparison) -> str:
    """Return the sentence for outputs that are right, with the largest error where there is one."""
    if worst.error is None or not worst.limit:
        return words("measured.pass")
    return words(check.right_words, error=shown(worst.error), limit=shown(worst.limit))


def differs(words: Words, check: Check, worst: Comparison) -> str:
    """Return the sentence for the first rung that does not hold."""
    output = code(worst.output)
    failure = worst.failure
    if failure is not None:
        unnamed = not (check.names_cases or failure.function or failure.called)
        told = _unnamed(words, worst, failure) if unnamed else _failed(words, worst, failure)
        if told:
            return told
    if worst.rung is Rung.NONE_OR_COUNT and failure is None:
        return words("measured.none", output=output)
    return _other(words, worst, output) or words(
        check.wrong_words if worst.rung is Rung.VALUES else f"measured.{_rung(worst)}",
        output=output,
        function=(failure and code(failure.function or failure.called)) or output,
        error=shown(worst.error),
        limit=shown(worst.limit),
        shape=shape_text(worst.shape),
        expected_shape=shape_text(worst.expected_shape),
        got=code(failure.got) if failure else "",
        expected=", ".join(failure.expected) if failure else "",
    )


def _failed(words: Words, worst: Comparison, failure: Failure) -> str:
    """Return the sentence for a call that gave no values; an empty one where the rung's own sentence says it."""
    function = code(failure.function or failure.called) or code(worst.output)
    if worst.rung is Rung.MISSING:
        return words("measured.missing_function", function=function)
    if failure.why == "loading":
        return words("measured.loading", function=function)
    if failure.misfit is not None:
        shapes = {"shape": shape_text(worst.shape), "expected_shape": shape_text(worst.expected_shape)}
        return words("measured.misfit", output=code(failure.misfit.name), **shapes)
    if failure.why == "unfit":
        return words("measured.unfit")
    if worst.rung is Rung.RAISED and not failure.error:
        return words("measured.died", function=function)
    if worst.rung is Rung.LIMIT and words.has(f"measured.limit_{failure.why}"):
        return words(f"measured.limit_{failure.why}", function=function)
    return ""


def _unnamed(words: Words, worst: Comparison, failure: Failure) -> str:
    """Return the sentence for student code that test code stopped in, where no function of the student's is known."""
    if worst.rung is Rung.LIMIT:
        return words(f"measured.limit_{failure.why}" if failure.why in OF_THE_WHOLE else "measured.unnamed_limit")
    if worst.rung is Rung.MISSING:
        return words("measured.unnamed_missing")
    return words("measured.unnamed_raised") if worst.rung is Rung.RAISED else words("measured.unfit")


def _rung(worst: Comparison) -> str:
    failure = worst.failure
    if worst.rung is Rung.NONE_OR_COUNT and failure is not None and failure.got != "None":
        return "count" if failure.got else "uncounted"
    return worst.rung.value if worst.rung else Rung.VALUES.value


def _other(words: Words, worst: Comparison, output: str) -> str:
    """Return the sentence for a value of another kind or length, or that is not measured; else an empty one."""
    if worst.rung is Rung.NOT_ARRAY and worst.expected_kind:
        got, expected = words(f"kind.{worst.kind}"), words(f"kind.{worst.expected_kind}")
        return words("measured.other_kind", output=output, got=got, expected=expected)
    if worst.rung is Rung.VALUES and worst.expected_kind == "whole":
        if worst.total == 1:
            return words("measured.whole_one", output=output)
        return words("measured.whole", output=output, wrong=worst.wrong, total=worst.total)
    if worst.rung is Rung.SHAPE and worst.expected_kind and worst.shape and worst.expected_shape:
        return words("measured.length", output=output, got=worst.shape[0], expected=worst.expected_shape[0])
    if worst.rung is Rung.VALUES and worst.error is None:
        return words("measured.different", output=output)
    return ""


def shape_text(shape: tuple[int, ...] | None) -> str:
    """Return a shape as numpy writes it."""
    return str(tuple(shape)) if shape is not None else "()"
