"""Explains crashes over names and calls: not defined, misspelled, without `self`, with other arguments."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

import numpy as np

from grader.model.finding import Finding
from grader.model.verdict import Confidence

from .crash import Crash

_UNDEFINED = re.compile(r"name '(\w+)' is not defined.*")
_UNBOUND = re.compile(r"(?:cannot access )?local variable '(\w+)' .*")
_ATTRIBUTE = re.compile(r"module 'numpy' has no attribute '(\w+)'.*")
_OWN_ATTRIBUTE = re.compile(r"'(\w+)' object has no attribute '(\w+)'.*")
_COUNT = re.compile(r"\S+ takes (?:from \d+ to )?(\d{1,2}) positional arguments? but (\d{1,2}) (?:were|was) given")
_MISSING = re.compile(r"\S+ missing (\d{1,2}) required (?:positional|keyword-only) arguments?: .*")
_KEYWORD = re.compile(r"\S+ got an unexpected keyword argument '(\w+)'.*")


def undefined(crash: Crash) -> Finding | None:
    """Explain a name that nothing defines: an attribute without `self`, a function never written, or a misspelling."""
    told = _UNDEFINED.fullmatch(crash.text)
    name = crash.own(told.group(1)) if told else ""
    if crash.failure.error != "NameError" or not name:
        return None
    if _is_attribute(crash, name):
        return crash.finding("missing_self", name=name)
    near = _near(name, sorted(_bound_near(crash) - {name}), 0.75)
    if near:
        return crash.finding("misspelled", Confidence.LIKELY, name=name, near=near[0])
    if re.search(rf"\b{name}\s*\(", crash.frame.source):
        return crash.finding("never_written", name=name)
    return crash.finding("undefined", name=name)


def _near(name: str, names: Sequence[str], cutoff: float) -> list[str]:
    from difflib import get_close_matches  # a check without a crash does without it

    return get_close_matches(name, names, n=1, cutoff=cutoff)


def unbound(crash: Crash) -> Finding | None:
    """Explain a local name that only another branch sets."""
    told = _UNBOUND.fullmatch(crash.text)
    name = crash.own(told.group(1)) if told else ""
    if crash.failure.error != "UnboundLocalError" or not name:
        return None
    return crash.finding("unbound", name=name)


def attribute(crash: Crash) -> Finding | None:
    """Explain a numpy function that does not exist, or an attribute that an object of the student's does not have."""
    if crash.failure.error != "AttributeError":
        return None
    told = _ATTRIBUTE.fullmatch(crash.text)
    if told and crash.own(told.group(1)):
        near = _near(told.group(1), dir(np), 0.6)
        return crash.finding("no_such_numpy", name=told.group(1), near=near[0] if near else "")
    own = _OWN_ATTRIBUTE.fullmatch(crash.text)
    if own and own.group(1) in crash.definitions and crash.own(own.group(2)):
        if re.search(rf"\.{own.group(2)}\s*\(", crash.frame.source):
            return crash.finding("never_written", name=own.group(2))
        return crash.finding("no_attribute", name=own.group(2))
    return None


def loading(crash: Crash) -> Finding | None:
    """Explain a file that does not parse, or that imports what was not handed in."""
    if crash.failure.error in ("SyntaxError", "IndentationError", "TabError"):
        return crash.finding("does_not_parse")
    return crash.finding("module_missing") if crash.failure.error in ("ModuleNotFoundError", "ImportError") else None


def arguments(crash: Crash) -> Finding | None:
    """Explain a call with too many, too few or other arguments than the function takes."""
    if crash.failure.error != "TypeError":
        return None
    count, missing, keyword = (pattern.fullmatch(crash.text) for pattern in (_COUNT, _MISSING, _KEYWORD))
    if not crash.failure.frames and (count or missing or keyword):  # called by a scenario
        return crash.finding("other_signature")
    if count:
        return crash.finding("argument_count", takes=count.group(1), given=count.group(2))
    if missing:
        return crash.finding("argument_missing", missing=missing.group(1))
    if keyword and crash.own(keyword.group(1)):
        return crash.finding("argument_unknown", name=keyword.group(1))
    return None


def _is_attribute(crash: Crash, name: str) -> bool:
    """Return whether the class around the crashed line has an attribute or a method of that name."""
    tree = crash.trees.get(crash.failure.function.split(".")[0])
    if tree is None:
        return False
    in_class = any(isinstance(statement, ast.ClassDef) for statement in tree.body[:1])
    return any(
        _is_of_self(node, name) or (in_class and isinstance(node, ast.FunctionDef) and node.name == name)
        for node in ast.walk(tree)
    )


def _is_of_self(node: ast.AST, name: str) -> bool:
    """Return whether an expression is `self.name`."""
    owner = node.value if isinstance(node, ast.Attribute) and node.attr == name else None
    return isinstance(owner, ast.Name) and owner.id == "self"


def _bound_near(crash: Crash) -> set[str]:
    """Return the names that the crashed function binds: its arguments and what it assigns."""
    tree = crash.trees.get(crash.failure.function.split(".")[0])
    found = set()
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return found
