"""Reads the functions of a module's text, and makes edits of their syntax trees as changes of that text."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from .edit import Edit, EditKind

_COMPOUND = (ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.Lambda, ast.Tuple)
_BLOCKS = (ast.If, ast.For, ast.While, ast.With, ast.Try)
BUILT_IN = frozenset(dir(builtins))
"""Python's own names."""
MODULES = {"np", "numpy", "math", "self", "range", "xrange", "len", "print", "int", "float", "True", "False"}
"""Names that no edit exchanges for those of values."""


@dataclass(frozen=True, kw_only=True, eq=False)
class FunctionCode:
    """One function or method in the text of its module."""

    module: str
    """The module's text."""
    name: str
    """Its name; of a method `Class.method`."""
    node: ast.FunctionDef
    """Its syntax tree."""

    @cached_property
    def content(self) -> bytes:
        """Return the module's text in bytes, in which places are counted."""
        return self.module.encode()

    @cached_property
    def _starts(self) -> list[int]:
        found, place = [0], 0
        for line in self.content.splitlines(keepends=True):
            place += len(line)
            found.append(place)
        return found

    @cached_property
    def parents(self) -> dict[ast.AST, ast.AST]:
        """Return for each node of the tree the node that contains it."""
        return {child: node for node in ast.walk(self.node) for child in ast.iter_child_nodes(node)}

    @cached_property
    def statements(self) -> tuple[ast.stmt, ...]:
        """Return all statements of the body, without the docstring."""
        inner = (node for part in self.body for node in ast.walk(part))
        return tuple(node for node in inner if isinstance(node, ast.stmt))

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Return the nodes of the body in the order of their text, without those inside of formatted strings."""
        found: list[ast.AST] = []
        for statement in self.body:
            found += _walk(statement)
        return tuple(found)

    @property
    def body(self) -> list[ast.stmt]:
        """Return the statements of the body, without the docstring."""
        first = self.node.body[0]
        told = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
        return self.node.body[1:] if told else self.node.body

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Return the names of the values in scope: arguments and all that is assigned."""
        args = [arg.arg for arg in (*self.node.args.posonlyargs, *self.node.args.args, *self.node.args.kwonlyargs)]
        stored = [n.id for n in self.nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
        return tuple(dict.fromkeys(name for name in (*args, *stored) if name not in MODULES))

    @cached_property
    def unbound(self) -> tuple[str, ...]:
        """Return the names that are read, but that neither the function nor its module gives a value."""
        read = [n.id for n in self.nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)]
        inner = {node.arg for node in ast.walk(self.node) if isinstance(node, ast.arg)}
        known = {*self.names, *inner, *MODULES, *BUILT_IN, *_bound_in(self.module)}
        return tuple(dict.fromkeys(name for name in read if name not in known))

    @cached_property
    def own_attributes(self) -> tuple[str, ...]:
        """Return the attributes of `self` that are read or set."""
        found = [node for node in self.nodes if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)]
        return tuple(
            dict.fromkeys(node.attr for node in found if isinstance(node.value, ast.Name) and node.value.id == "self")
        )

    @cached_property
    def elements(self) -> tuple[str, ...]:
        """Return the texts of elements of arrays, of attributes of `self` and of lengths that are read."""
        found = [node for node in self.nodes if isinstance(node, (ast.Subscript, ast.Attribute))]
        read = [node for node in found if isinstance(node.ctx, ast.Load) and _is_plain(node)]
        called = {node.func for node in self.nodes if isinstance(node, ast.Call)}
        return tuple(dict.fromkeys(self.text(node) for node in read if node not in called))

    @property
    def bound_outside(self) -> frozenset[str]:
        """Return the names that the module gives a value outside of its functions."""
        return _bound_in(self.module)

    @cached_property
    def numbers(self) -> tuple[float, ...]:
        """Return the numbers that the module's text holds, those of this function first."""
        trees = (self.node, parsed(self.module))
        values = (n.value for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Constant))
        found = (value for value in values if isinstance(value, (int, float)) and not isinstance(value, bool))
        return tuple(dict.fromkeys(found))

    @property
    def constants(self) -> tuple[ast.Assign, ...]:
        """Return the assignments of the module outside of its functions and classes."""
        return tuple(node for node in parsed(self.module).body if isinstance(node, ast.Assign))

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Return the words that the module's functions use as texts, those of this function first."""
        return tuple(dict.fromkeys([*_words(self.node), *_words(parsed(self.module))]))

    @cached_property
    def span(self) -> tuple[int, int]:
        """Return where the function begins and ends, in bytes; decorators are left out."""
        return self.start(self.node), self.end(self.node)

    def start(self, node: ast.stmt | ast.expr | ast.keyword) -> int:
        """Return where a node begins, in bytes."""
        return self._starts[node.lineno - 1] + node.col_offset

    def end(self, node: ast.stmt | ast.expr | ast.keyword) -> int:
        """Return where a node ends, in bytes."""
        assert node.end_lineno is not None  # noqa: S101 - of a parsed tree
        assert node.end_col_offset is not None  # noqa: S101 - as above
        return self._starts[node.end_lineno - 1] + node.end_col_offset

    def text(self, node: ast.stmt | ast.expr | ast.keyword) -> str:
        """Return the text of a node."""
        return self.content[self.start(node) : self.end(node)].decode()

    def shielded(self, node: ast.expr) -> str:
        """Return the text of an expression, in parentheses unless it needs none."""
        text = self.text(node)
        return f"({text})" if isinstance(node, _COMPOUND) else text

    def statement_of(self, node: ast.AST) -> ast.stmt:
        """Return the innermost statement that contains a node."""
        while not isinstance(node, ast.stmt):
            node = self.parents[node]
        return node

    def edit(
        self,
        kind: EditKind,
        node: ast.expr | ast.stmt | ast.keyword,
        text: str,
        *,
        size: int = 1,
        switches_off: bool = False,
        bare: bool = False,
        **facts: str,
    ) -> Edit:
        """Return the edit that replaces a node by a text.

        Args:
            kind: the kind of edit.
            node: the node.
            text: what replaces it.
            size: how much it changes.
            switches_off: whether it may only switch something off.
            bare: whether the text needs no parentheses.
            facts: further facts for the edit's sentence.
        """
        inside = isinstance(node, ast.expr) and isinstance(self.parents.get(node), ast.expr)
        bare = bare or not inside or isinstance(self.parents.get(node), ast.Call)
        return Edit(
            kind=kind,
            line=self.statement_of(node).lineno,
            start=self.start(node),
            end=self.end(node),
            text=text if bare else f"({text})",
            facts={"old": _brief(self.text(node)), "new": _brief(text), **facts},
            size=size,
            switches_off=switches_off,
        )

    def with_edit(self, *edits: Edit) -> str:
        """Return the function's text, from its `def` on, with edits made."""
        start, end = self.span
        found = self.content[start:end]
        for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
            found = found[: edit.start - start] + edit.text.encode() + found[edit.end - start :]
        return found.decode()

    def edited(self, edits: Sequence[Edit]) -> FunctionCode:
        """Return the function with edits made, its lines numbered as before; as it is where these move a line.

        Args:
            edits: the edits.
        """
        lines = sum(edit.text.count("\n") - self.content[edit.start : edit.end].count(b"\n") for edit in edits)
        if not edits or lines:
            return self
        try:
            (node,) = ast.parse(self.with_edit(*edits)).body
        except (SyntaxError, ValueError):
            return self
        ast.increment_lineno(node, self.node.lineno - 1)
        return replace(self, node=node) if isinstance(node, ast.FunctionDef) else self

    def header_of(self, node: ast.stmt) -> bool:
        """Return whether a statement holds others."""
        return isinstance(node, (*_BLOCKS, ast.FunctionDef, ast.ClassDef))


def _is_plain(node: ast.Subscript | ast.Attribute) -> bool:
    """Return whether a node is `name[name]`, `self.name` or `name.shape[0]`."""
    if isinstance(node, ast.Attribute):
        return isinstance(node.value, ast.Name) and node.value.id == "self"
    if isinstance(node.value, ast.Name):
        return isinstance(node.slice, ast.Name)
    return isinstance(node.value, ast.Attribute) and node.value.attr == "shape"


def functions_in(module: str) -> dict[str, FunctionCode]:
    """Return the functions of a module and the methods of its classes, by name; none where it does not parse."""
    try:
        tree = ast.parse(module)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    found = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = FunctionCode(module=module, name=node.name, node=node)
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    name = f"{node.name}.{inner.name}"
                    found[name] = FunctionCode(module=module, name=name, node=inner)
    return found


@lru_cache(maxsize=32)
def parsed(module: str) -> ast.Module:
    """Return the syntax tree of a module's text."""
    return ast.parse(module)


def _words(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
            yield node.value


@lru_cache(maxsize=32)
def _bound_in(module: str) -> frozenset[str]:
    """Return the names that a module binds anywhere outside of its functions' own variables."""
    found: set[str] = set()
    for node in ast.walk(parsed(module)):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            found |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
    for node in parsed(module).body:
        if isinstance(node, ast.Assign):
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return frozenset(found)


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    if not isinstance(node, ast.JoinedStr):
        for child in ast.iter_child_nodes(node):
            yield from _walk(child)


def _brief(text: str) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) <= 80 else f"{joined[:77]}..."
