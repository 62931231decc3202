"""Edits that take something from elsewhere in the student's own module: a statement, a test, a returned value."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator
from functools import lru_cache

from .edit import Edit, EditKind
from .function_code import BUILT_IN, MODULES, FunctionCode, parsed

MOST_STATEMENTS = 48
"""Most statements of other functions that are tried in one place."""
MOST_TESTS = 8
"""Most conditions of the module's that are tried in one place."""
MOST_RETURNED = 6
"""Most returned values of other functions that are tried in one place."""


def statements(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits that put a statement of another function where `pass` stands, or before a name without value."""
    gaps = [node for node in code.statements if isinstance(node, ast.Pass)]
    donors = [text for text in _assignments(code.module) if _fits(code, text)]
    for gap in gaps:
        binding = [text for text in donors if _bound(text) & set(code.unbound)]
        made = [f"{name} = {value}" for name in _lacking(code) for value in _new_values(code, name)]
        made = [*(f"{', '.join(code.unbound)} = {name}.shape" for name in _shaped(code)), *made]
        for text in [*binding, *made, *(text for text in donors if text not in binding)][:MOST_STATEMENTS]:
            yield code.edit(EditKind.STATEMENT_MISSING, gap, text, size=3)
    for name in code.unbound[:3] if not gaps else ():
        use = _first_use(code, name)
        for text in donors:
            if use is not None and name in _bound(text):
                yield _before(code, use, text)


def tests(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits that compare what is tested, or put another of the module's tests in its place."""
    for node in code.nodes:
        if not isinstance(node, (ast.If, ast.IfExp)):
            continue
        own = code.text(node.test)
        for text in [t for t in _tests(code.module) if t != own and _reads(t) <= _known(code)][:MOST_TESTS]:
            yield code.edit(EditKind.CONDITION, node.test, text, size=2, bare=isinstance(node, ast.If))


def returned(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits that return one value more: a name, or what another function returns."""
    for node in code.statements:
        if not isinstance(node, ast.Return) or node.value is None:
            continue
        parts = [code.text(part) for part in node.value.elts] if isinstance(node.value, ast.Tuple) else []
        others = [t for t in _returned(code.module) if t not in parts and _reads(t) <= _known(code)][:MOST_RETURNED]
        for alone in ([code.text(node.value)], parts) if parts else ([code.text(node.value)],):
            for text in [*others, *reversed(code.names[-4:])]:
                for place in range(len(alone) + 1):
                    more = ", ".join([*alone[:place], text, *alone[place:]])
                    yield code.edit(EditKind.UNPACK, node.value, more, size=2, bare=True, name=text)


def unpacked(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits that unpack a value as another function of the module does, or as one puts it together."""
    for node in code.statements:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Name) and isinstance(node.targets[0], ast.Tuple):
            own = code.text(node.targets[0])
            for text in [*_unpacked(code.module, node.value.id), *_packed(code.module)]:
                if text != own:
                    yield code.edit(EditKind.UNPACK, node.targets[0], text, size=2, bare=True, name=text)


@lru_cache(maxsize=64)
def _unpacked(module: str, name: str) -> tuple[str, ...]:
    nodes = [node for node in ast.walk(parsed(module)) if isinstance(node, ast.Assign)]
    of_name = [node for node in nodes if isinstance(node.value, ast.Name) and node.value.id == name]
    return tuple(dict.fromkeys(_segment(module, node.targets[0]) for node in of_name))


@lru_cache(maxsize=16)
def _packed(module: str) -> tuple[str, ...]:
    """Return the tuples of names that a module puts together."""
    tuples = [node for node in ast.walk(parsed(module)) if isinstance(node, ast.Tuple) and len(node.elts) > 1]
    loaded = [
        node for node in tuples if isinstance(node.ctx, ast.Load) and all(isinstance(e, ast.Name) for e in node.elts)
    ]
    return tuple(dict.fromkeys(_segment(module, node).strip("()") for node in loaded))


@lru_cache(maxsize=16)
def _assignments(module: str) -> tuple[str, ...]:
    """Return the assignments on one line of a module's functions."""
    found = [
        _segment(module, node)
        for node in ast.walk(parsed(module))
        if isinstance(node, (ast.Assign, ast.AugAssign)) and node.lineno == node.end_lineno
    ]
    return tuple(dict.fromkeys(text for text in found if text))


@lru_cache(maxsize=16)
def _tests(module: str) -> tuple[str, ...]:
    nodes = [node for node in ast.walk(parsed(module)) if isinstance(node, (ast.If, ast.IfExp, ast.BoolOp))]
    parts = [part for node in nodes for part in (node.values if isinstance(node, ast.BoolOp) else [node.test])]
    return tuple(dict.fromkeys(_segment(module, part) for part in parts))


@lru_cache(maxsize=16)
def _returned(module: str) -> tuple[str, ...]:
    nodes = [node.value for node in ast.walk(parsed(module)) if isinstance(node, ast.Return) and node.value is not None]
    parts = [part for node in nodes if isinstance(node, ast.Tuple) for part in node.elts]
    return tuple(dict.fromkeys(text for part in parts if "\n" not in (text := _segment(module, part))))


@lru_cache(maxsize=16)
def _lines(module: str) -> tuple[bytes, ...]:
    return tuple(module.encode().splitlines(keepends=True))


def _segment(module: str, node: ast.stmt | ast.expr) -> str:
    """Return the text of a node of a module."""
    last = node.end_lineno or node.lineno
    lines = list(_lines(module)[node.lineno - 1 : last])
    lines[-1] = lines[-1][: node.end_col_offset]
    lines[0] = lines[0][node.col_offset :]
    return b"".join(lines).decode()


def _known(code: FunctionCode) -> set[str]:
    return {*code.names, *MODULES, *BUILT_IN, *code.bound_outside}


@lru_cache(maxsize=4096)
def _reads(text: str) -> frozenset[str]:
    """Return the names that a text reads."""
    nodes = ast.walk(ast.parse(text.strip()))
    return frozenset(node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load))


@lru_cache(maxsize=4096)
def _bound(text: str) -> frozenset[str]:
    nodes = ast.walk(ast.parse(text))
    return frozenset(node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))


def _fits(code: FunctionCode, text: str) -> bool:
    """Return whether a statement reads only what the function knows, and is none of its own."""
    inside = code.content[slice(*code.span)].decode()
    return text not in inside and _reads(text) <= _known(code)


def _lacking(code: FunctionCode) -> list[str]:
    """Return the names, and attributes of `self`, that are read though nothing gives them a value."""
    stored, read = set(), []
    for node in ast.walk(parsed(code.module)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self":
            if isinstance(node.ctx, ast.Store):
                stored.add(node.attr)
            else:
                read.append(node.attr)
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            stored.add(node.name)
    gone = [f"self.{name}" for name in dict.fromkeys(read) if name not in stored]
    return [*code.unbound[:2], *(gone[:2] if "." in code.name else [])]


def _shaped(code: FunctionCode) -> list[str]:
    """Return the names whose shape may give several names their values."""
    return list(code.names[:6]) if 2 <= len(code.unbound) <= 4 else []


def _new_values(code: FunctionCode, name: str) -> list[str]:
    own = name.removeprefix("self.")
    names = [arg.arg for arg in code.node.args.args if arg.arg != "self"]
    given = [own] if own in names and own != name else []
    products = [f"{one} * {other}" for one, other in itertools.combinations(code.names[:6], 2)]
    lengths = [f"{one}.shape[{axis}]" for one in code.names[:3] for axis in (0, 1)]
    read = [text for text in code.elements if text != name][:6]
    return [*given, "{}", "[]", "0", *read, *lengths, *(products if own == name else ())]


def _first_use(code: FunctionCode, name: str) -> ast.stmt | None:
    """Return the first statement of a block of its own that reads a name."""
    for node in code.nodes:
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load):
            return code.statement_of(node)
    return None


def _before(code: FunctionCode, use: ast.stmt, text: str) -> Edit:
    """Return the edit that puts a statement on a line of its own before another."""
    start = code.start(use)
    line = code.content.rfind(b"\n", 0, start) + 1
    indent = code.content[line:start].decode()
    facts = {"old": code.text(use).splitlines()[0], "new": text}
    whole = f"{indent}{text}\n" if not indent.strip() else f"{text}; "
    place = line if not indent.strip() else start
    return Edit(
        kind=EditKind.STATEMENT_MISSING, line=use.lineno, start=place, end=place, text=whole, facts=facts, size=3
    )
