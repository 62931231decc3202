"""Explains crashes over values passed between functions: counts, dictionaries, None, pairs, missing keys."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from grader.model.finding import Finding
from grader.model.submission import Definition
from grader.model.verdict import Confidence

from .crash import Crash

_UNPACK = re.compile(r"(?:not enough|too many) values to unpack \(expected \d+(?:, got (\d+))?\)")
_MOST_VALUES = 99


def unpacking(crash: Crash) -> Finding | None:
    """Explain a wrong number of unpacked values; the numbers are counted in the source, not taken from the text."""
    failure, told = crash.failure, _UNPACK.fullmatch(crash.text)
    own = crash.definitions.get(failure.function)
    if failure.error != "ValueError" or told is None or own is None or crash.producer is None or not failure.frames:
        return None
    unpacked = _targets_at(crash, own)
    packed = _packed(crash, crash.producer)
    if packed is None and told.group(1):
        packed = int(told.group(1))
    if unpacked is None or packed is None or packed > _MOST_VALUES:
        return None
    facts = {"producer": crash.producer, "consumer": failure.function, "packed": str(packed), "unpacked": str(unpacked)}
    return crash.finding("unpack", **facts)


def other_kind_of_cache(crash: Crash) -> Finding | None:
    """Explain that one function makes the cache a dictionary and the other reads it as a tuple, or the reverse."""
    if crash.producer is None or crash.failure.error not in ("TypeError", "KeyError", "UFuncTypeError", "ValueError"):
        return None
    made = _kind_of_cache(crash, crash.producer)
    text, words = crash.text, {"producer": crash.producer, "consumer": crash.failure.function}
    if made == "tuple" and "tuple indices must be integers or slices, not str" in text:
        return crash.finding("cache_is_tuple", **words)
    if made == "dict" and crash.failure.function != crash.producer and _takes_apart(crash):
        return crash.finding("cache_is_dict", Confidence.LIKELY, **words)
    return None


def none_used(crash: Crash) -> Finding | None:
    """Explain that something is None where a value is needed: a function or a branch returns nothing."""
    if "NoneType" not in crash.text or crash.failure.error not in ("TypeError", "AttributeError"):
        return None
    return crash.finding("none_used")


def pair_used(crash: Crash) -> Finding | None:
    """Explain that a pair such as (out, cache) is used as if it were one value."""
    wrong = re.search(
        r"'tuple' object has no attribute|unsupported operand type\(s\).*'tuple'|'tuple' object cannot", crash.text
    )
    inhomogeneous = crash.failure.error == "ValueError" and "inhomogeneous shape" in crash.text
    if not wrong and not inhomogeneous:
        return None
    return crash.finding("pair_used", Confidence.CERTAIN if wrong else Confidence.LIKELY)


def missing_key(crash: Crash) -> Finding | None:
    """Explain that a dictionary lacks a key, and name the functions that store it in the student's own code."""
    key = crash.text.strip("'\"")
    if crash.failure.error != "KeyError" or not re.fullmatch(r"[A-Za-z_]+\d{0,2}", key):
        return None
    stem = key.rstrip("0123456789")
    if not crash.own(stem) and not any(stem in frame.source for frame in crash.failure.frames):
        return None
    writers = [name for name, tree in crash.trees.items() if stem in _stored(tree)]
    facts = {"key": key, "writers": ", ".join(writers[:2])}
    return crash.finding("missing_key" if writers else "key_never_stored", **facts)


def _targets_at(crash: Crash, definition: Definition) -> int | None:
    """Return how many names the assignment at the crashed line unpacks into."""
    tree, wanted = crash.trees.get(crash.failure.function), crash.frame.line - definition.line + 1
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.Assign) and node.lineno <= wanted <= (node.end_lineno or node.lineno):
            target = node.targets[0]
            if isinstance(target, (ast.Tuple, ast.List)):
                return len(target.elts)
    return None


def _caches(crash: Crash, function: str) -> Iterator[ast.expr]:
    """Yield the expressions that a function assigns to `cache`."""
    tree = crash.trees.get(function)
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "cache" for t in node.targets):
            yield node.value


def _packed(crash: Crash, function: str) -> int | None:
    """Return how many values a function puts into its `cache`, where all its assignments agree."""
    sizes = {len(value.elts) for value in _caches(crash, function) if isinstance(value, (ast.Tuple, ast.List))}
    return sizes.pop() if len(sizes) == 1 else None


def _kind_of_cache(crash: Crash, function: str) -> str:
    """Return `dict` or `tuple`, where a function always makes its cache in the same one of these ways."""
    kinds = {_kind(value) for value in _caches(crash, function)} - {""}
    return kinds.pop() if len(kinds) == 1 else ""


def _kind(value: ast.expr) -> str:
    if isinstance(value, ast.Dict) or (
        isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "dict"
    ):
        return "dict"
    return "tuple" if isinstance(value, (ast.Tuple, ast.List)) else ""


def _takes_apart(crash: Crash) -> bool:
    """Return whether the crashed function reads its cache by position."""
    tree = crash.trees.get(crash.failure.function)
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Name) and node.value.id == "cache":
            return isinstance(node.targets[0], (ast.Tuple, ast.List))
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "cache":
            return isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, int)
    return False


def _stored(tree: ast.AST) -> set[str]:
    """Return the keys under which a function stores something, without numbers at their end."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            found |= set(_texts(node.slice))
        elif isinstance(node, ast.Dict):
            found |= {text for key in node.keys if key is not None for text in _texts(key)}
    return found


def _texts(node: ast.AST) -> Iterator[str]:
    """Yield the words in an expression that makes a key: constants, the fixed part of `f"W{i}"` or `"W" + str(i)`."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield re.split(r"[%{\d]", inner.value)[0]
