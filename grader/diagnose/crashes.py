"""Crashes, read: which function, which line, and where known what it was short of."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Mapping

from grader.model.evidence import Evidence
from grader.model.finding import Finding
from grader.model.observation import Failure, Frame
from grader.model.oldnames import OLD_CALLS
from grader.model.submission import Definition
from grader.model.verdict import Confidence

_UNPACK = re.compile(r"(?:not enough|too many) values to unpack \(expected \d+(?:, got (\d+))?\)")


def read_crash(evidence: Evidence, definitions: Mapping[str, Definition], producer: str | None) -> Finding | None:
    """The finding that tells of the first exception among failing comparisons, or None when nothing was raised.

    Args:
        evidence: what was measured.
        definitions: the student's functions.
        producer: the function whose result the crashed one takes apart, where the rubric says so.
    """
    for comparison in evidence.failing:
        failure = comparison.failure
        if failure is not None and failure.error:
            return _unpacking(failure, definitions, producer) or _old_call(failure) or _raised(failure)
    return None


def _old_call(failure: Failure) -> Finding | None:
    """A call that newer versions of numpy do not take, by what its TypeError says."""
    now = next((now for held, now in OLD_CALLS.items() if held in failure.text), None)
    if failure.error != "TypeError" or now is None or not failure.frames or "np." not in failure.frames[-1].source:
        return None
    return Finding(kind="old_call", confidence=Confidence.CERTAIN, facts={"now": now, "function": failure.function})


def _raised(failure: Failure) -> Finding:
    frame = failure.frames[-1] if failure.frames else Frame(path="", line=0, function=failure.function, source="")
    facts = {
        "error": failure.error,
        "function": failure.function,
        "path": frame.path,
        "line": str(frame.line),
        "source": frame.source,
    }
    return Finding(kind="raised", confidence=Confidence.CERTAIN, facts=facts)


def _unpacking(failure: Failure, definitions: Mapping[str, Definition], producer: str | None) -> Finding | None:
    """How many values one side packs and the other unpacks: counted in the source, not taken from the text."""
    told = _UNPACK.fullmatch(failure.text)
    own = definitions.get(failure.function)
    if failure.error != "ValueError" or told is None or own is None or producer is None or not failure.frames:
        return None
    unpacked = _targets_at(own, failure.frames[-1].line)
    packed = _packed(definitions.get(producer))
    if packed is None and told.group(1):
        packed = int(told.group(1))
    if unpacked is None or packed is None or packed > 99:
        return None
    facts = {
        "producer": producer,
        "consumer": failure.function,
        "packed": str(packed),
        "unpacked": str(unpacked),
        "path": failure.frames[-1].path,
        "line": str(failure.frames[-1].line),
    }
    return Finding(kind="unpack", confidence=Confidence.CERTAIN, facts=facts)


def _tree(definition: Definition | None) -> ast.AST | None:
    if definition is None:
        return None
    try:
        return ast.parse(textwrap.dedent(definition.source))
    except (SyntaxError, ValueError, RecursionError):
        return None


def _targets_at(definition: Definition, line: int) -> int | None:
    """How many names the assignment at a line of the file takes apart."""
    tree, wanted = _tree(definition), line - definition.line + 1
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.Assign) and node.lineno <= wanted <= (node.end_lineno or node.lineno):
            target = node.targets[0]
            if isinstance(target, (ast.Tuple, ast.List)):
                return len(target.elts)
    return None


def _packed(definition: Definition | None) -> int | None:
    """How many values a function puts into its `cache`, when it says so in one place and one way."""
    tree = _tree(definition)
    sizes = {
        len(node.value.elts)
        for node in (ast.walk(tree) if tree else ())
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Tuple)
        and any(isinstance(target, ast.Name) and target.id == "cache" for target in node.targets)
    }
    return sizes.pop() if len(sizes) == 1 else None
