"""Splits a solved notebook's code into its top-level statements, and finds those that a function needs."""

from __future__ import annotations

import ast
import symtable
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from grader.authoring.converted import body_of
from grader.model.magics import without_magics

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement at the top level of a notebook's code."""

    cell: int
    """Index of the code cell that holds it, from 0."""
    node: ast.stmt
    """Its syntax tree."""
    text: str
    """Its source, with decorators and the comments inside."""
    binds: frozenset[str]
    """Names that it assigns, or whose values it changes."""
    now: frozenset[str]
    """Names that it reads when it runs."""
    later: frozenset[str]
    """Global names that functions in it read when they are called."""
    fresh: bool
    """Whether it gives its names new values, without reading their old ones."""

    @property
    def defines(self) -> bool:
        """Return whether it imports, defines a function or class, or assigns a constant."""
        constant = isinstance(self.node, ast.Assign) and isinstance(self.node.value, ast.Constant)
        return constant or self.is_import or isinstance(self.node, _DEFINITIONS)

    @property
    def is_import(self) -> bool:
        """Return whether it is an import."""
        return isinstance(self.node, (ast.Import, ast.ImportFrom))

    @property
    def is_star(self) -> bool:
        """Return whether it is `from module import *`."""
        return isinstance(self.node, ast.ImportFrom) and self.node.names[0].name == "*"

    @property
    def is_future(self) -> bool:
        """Return whether it imports from `__future__`, and so must come before all others."""
        return isinstance(self.node, ast.ImportFrom) and self.node.module == "__future__"


def statements_of(cells: Iterable[str]) -> tuple[Statement, ...]:
    """Return the statements of code cells, in order; a cell that is not valid Python is left out."""
    found: list[Statement] = []
    for cell, source in enumerate(cells):
        found += [_statement(cell, node, without_magics(source)) for node in body_of(source)]
    return tuple(found)


def functions_in(statements: Iterable[Statement]) -> dict[str, ast.FunctionDef]:
    """Return the functions by name, the last one of each; names that begin with `_` are left out."""
    found = {s.node.name: s.node for s in statements if isinstance(s.node, ast.FunctionDef)}
    return {name: node for name, node in found.items() if not name.startswith("_")}


def asked_beneath(name: str, asked: Collection[str], functions: Mapping[str, ast.FunctionDef]) -> set[str]:
    """Return the asked functions that a function calls, itself or through functions that are not asked.

    Args:
        name: the function.
        asked: the functions that are asked.
        functions: all functions of the notebook, by name.
    """
    found, waiting, seen = set[str](), [name], {name}
    while waiting:
        called = {part.id for part in ast.walk(functions[waiting.pop()]) if isinstance(part, ast.Name)} - seen
        seen |= called
        found |= called & set(asked)
        waiting += [one for one in called if one in functions and one not in asked]
    return found


def classes_in(statements: Iterable[Statement]) -> list[str]:
    """Return the names of the classes; names that begin with `_` are left out."""
    names = [s.node.name for s in statements if isinstance(s.node, ast.ClassDef)]
    return [name for name in dict.fromkeys(names) if not name.startswith("_")]


def needed(statements: Sequence[Statement], names: Iterable[str]) -> tuple[Statement, ...]:
    """Return the statements that some names need for their values, directly or not, in order.

    Args:
        statements: the statements of a notebook.
        names: the names, as they are at its end.
    """
    chosen = {place for place, statement in enumerate(statements) if statement.is_future or statement.is_star}
    waiting, seen = [(name, len(statements)) for name in names], set[tuple[str, int]]()
    while waiting:
        wanted = waiting.pop()
        if wanted in seen:
            continue
        seen.add(wanted)
        for place in _binding(statements[: wanted[1]], wanted[0]) or _binding(statements, wanted[0]):
            chosen.add(place)
            waiting += [(name, place) for name in statements[place].now]
            waiting += [(name, len(statements)) for name in statements[place].later]
    return tuple(statements[place] for place in sorted(chosen))


def inner_helpers(statements: Sequence[Statement], asked: Collection[str]) -> frozenset[str]:
    """Return the names of functions `_...` that only asked functions use, so that they are parts of the solution."""
    helpers = {s.node.name for s in statements if isinstance(s.node, ast.FunctionDef) and s.node.name.startswith("_")}
    while True:
        solution = helpers | set(asked)
        others = [s for s in statements if not s.binds & solution or not isinstance(s.node, ast.FunctionDef)]
        used_elsewhere = helpers & {name for s in others for name in s.now | s.later}
        if not used_elsewhere:
            read = {name for s in statements if s.binds & solution for name in (s.now | s.later) - s.binds}
            return frozenset(helpers & read)
        helpers -= used_elsewhere


def experiment_cells(statements: Sequence[Statement], names: Iterable[str]) -> frozenset[int]:
    """Return the indices of the code cells that only call, train or plot.

    Such a cell defines nothing, and none of its statements is needed by some names.
    """
    kept = {s.cell for s in needed(statements, names)} | {s.cell for s in statements if s.defines}
    return frozenset(s.cell for s in statements) - kept


def text_of(statements: Iterable[Statement]) -> str:
    """Return statements as the text of a module: imports first, each once, and two empty lines around definitions."""
    once = {s.text if s.is_import else str(place): s for place, s in enumerate(statements)}
    ordered = sorted(once.values(), key=lambda s: (not s.is_future, not s.is_import))
    text = ""
    for before, after in zip([None, *ordered], ordered, strict=False):
        defines = any(one is not None and hasattr(one.node, "body") for one in (before, after))
        parted = before is None or before.is_import != after.is_import or before.is_future != after.is_future
        text += "\n\n" if defines else "\n" if parted else ""
        text += after.text + "\n"
    return text


def _binding(statements: Sequence[Statement], name: str) -> list[int]:
    """Return the indices of the last statement that gives a name a new value, and of those that change it later."""
    places = [place for place, statement in enumerate(statements) if name in statement.binds]
    if all(isinstance(statements[place].node, ast.Expr) for place in places):
        return []  # only calls of methods: the object that they change is not made here
    begin = max((place for place in places if statements[place].fresh), default=0)
    if places and statements[begin].is_import:  # calls such as `np.seterr()` are not needed
        return [place for place in places if statements[place].is_import]
    return [place for place in places if place >= begin]


def _statement(cell: int, node: ast.stmt, text: str) -> Statement:
    lines = text.splitlines()
    first = min([node.lineno, *(decorator.lineno for decorator in getattr(node, "decorator_list", []))])
    own = "\n".join(lines[first - 1 : node.end_lineno])
    if len(ast.parse(own).body) != 1:  # it shares its line with others
        own = ast.unparse(node)
    binds = frozenset(_bound(node))
    now, later = _read(own)
    return Statement(cell=cell, node=node, text=own, binds=binds, now=now, later=later, fresh=_is_fresh(node, binds))


def _is_fresh(node: ast.stmt, binds: Set[str]) -> bool:
    if isinstance(node, (*_DEFINITIONS, ast.Import, ast.ImportFrom)):
        return True
    return isinstance(node, (ast.Assign, ast.AnnAssign)) and not binds & _loaded(node)


def _bound(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, _DEFINITIONS):
        yield node.name
        return
    for part in ast.walk(node):
        if isinstance(part, (ast.Import, ast.ImportFrom)):
            yield from ((alias.asname or alias.name).split(".")[0] for alias in part.names)
        elif isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
            yield part.id
        elif isinstance(part, (ast.Attribute, ast.Subscript)) and isinstance(part.ctx, ast.Store):
            yield from _base(part)
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):  # `table.append(3)` changes `table`
        yield from _base(node.value.func) if isinstance(node.value.func, ast.Attribute) else ()


def _base(node: ast.expr) -> Iterator[str]:
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    if isinstance(node, ast.Name):
        yield node.id


def _loaded(node: ast.stmt) -> set[str]:
    """Return the names that a statement reads, those inside of its functions too."""
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load)}


def _read(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names that a statement reads when it runs, and the global names that functions in it read later."""
    top = symtable.symtable(text, "solved", "exec")
    now = {symbol.get_name() for symbol in top.get_symbols() if symbol.is_referenced()}
    later, waiting = set[str](), [*top.get_children()]
    while waiting:
        table = waiting.pop()
        names = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_global()}
        now, later = (now | names, later) if table.get_type() == "class" else (now, later | names)
        waiting += table.get_children()
    return frozenset(now), frozenset(later)
