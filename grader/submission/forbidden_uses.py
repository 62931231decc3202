"""Finds where a question's solution uses what the question forbids, in its function and in all that this one calls.

Why it is so: docs/decisions/0035.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from grader.model.forbidden import Forbidden, ForbiddenUse, covers
from grader.model.rubric import Question, Rubric
from grader.model.submission import Cell, Definition

from .origins import Origins, bindings_of, public_name, spellings
from .own_code import NOTEBOOK, Module, OwnCode
from .tree import nodes_in

MOST = 20
"""Most uses that are kept of a question."""
_LIBRARY = sys.stdlib_module_names | {"builtins"}


def forbidden_uses(
    rubric: Rubric,
    files: Mapping[str, bytes],
    cells: Sequence[Cell],
    definitions: Mapping[str, Definition],
    questions: Sequence[Question] | None = None,
) -> dict[str, tuple[ForbiddenUse, ...]]:
    """Return by question the lines of its solution that use what it forbids; questions without one are left out.

    What a function of another question uses is charged there alone, if it is forbidden there too.

    Args:
        rubric: the rubric.
        files: contents of the working folder's files, by path.
        cells: the notebook's cells.
        definitions: the place of each function and class of the rubric.
        questions: the questions to look at; all of the rubric unless given.
    """
    asked = [question for question in (rubric.questions if questions is None else questions) if question.forbidden]
    if not asked:
        return {}
    code = OwnCode(files=files, cells=cells)
    found = {question.id: _uses(question, rubric, code, definitions) for question in asked}
    return {name: uses for name, uses in found.items() if uses}


def uses_anywhere(forbidden: Forbidden, files: Mapping[str, bytes], cells: Sequence[Cell]) -> tuple[ForbiddenUse, ...]:
    """Return all lines of code that use forbidden names, whoever calls them.

    Args:
        forbidden: what is forbidden.
        files: contents of files by path, of which the modules are read.
        cells: the notebook's cells, which are read too.
    """
    code = OwnCode(files=files, cells=cells)
    names = [path.removesuffix(".py").replace("/", ".") for path in sorted(files) if path.endswith(".py")]
    modules = [(name, module) for name in (NOTEBOOK, *names) if (module := code.module(name)) is not None]
    found = [
        use
        for name, module in modules
        for place, statement in module.statements
        for use in _forbidden_in(_named_in(statement, place, name, module, code), forbidden)
    ]
    return _each_once(found)


@dataclass(frozen=True)
class _Step:
    """A name of a module that is looked at, and the names that are charged elsewhere from here on."""

    module: str
    name: str
    charged: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """What a definition or statement names."""

    place: str
    """Its file or cell."""
    outside: tuple[tuple[str, int], ...]
    """The libraries' names that it may stand for, each with the line."""
    own: tuple[tuple[str, str], ...]
    """The student's own functions, classes and variables, each as its module and its name there."""


def _uses(
    question: Question, rubric: Rubric, code: OwnCode, definitions: Mapping[str, Definition]
) -> tuple[ForbiddenUse, ...]:
    start = _start(question, rubric, code, definitions)
    left, seen, found = [start], {start}, list[ForbiddenUse]()
    while left:
        step = left.pop()
        for part in code.once((step.module, step.name), partial(_parts, step, code)):
            found += [use for use in _forbidden_in(part, question.forbidden) if use.name not in step.charged]
            following = (_charged(_Step(*later), step, question, rubric) for later in part.own)
            new = set(following) - seen
            left += sorted(new, key=_order)
            seen |= new
    return _each_once(found)


def _order(step: _Step) -> tuple[str, str, list[str]]:
    return step.module, step.name, sorted(step.charged)


def _start(question: Question, rubric: Rubric, code: OwnCode, definitions: Mapping[str, Definition]) -> _Step:
    """Return the question's function: where it is defined, or else where its name is bound in another way."""
    function = question.function or ""
    if function in definitions:
        own = definitions[function]
        return _Step(NOTEBOOK if own.cell is not None else _dotted(own.path), function)
    path = rubric.functions[function].path if function in rubric.functions else ""
    module = code.module(_dotted(path)) if path.endswith(".py") else None
    return _Step(_dotted(path) if module is not None else NOTEBOOK, function)


def _dotted(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _nodes(name: str, module: Module) -> Iterator[tuple[str, ast.AST]]:
    """Yield what binds a name in a module, with its file or cell: definitions, assignments and imports."""
    for node in module.bindings.own.get(name, []):
        yield module.places[id(node)], node
    for statement in (*module.imports.get(name, ()), *module.imports.get("*", ())):
        yield module.places[id(statement)], ast.copy_location(ast.Name(id=name), statement)


def _charged(later: _Step, step: _Step, question: Question, rubric: Rubric) -> _Step:
    """Return a step that also knows what is charged to the question whose function it leads to."""
    about = rubric.question_of(later.name)
    own = about is None or about.id == question.id
    there = frozenset() if about is None or own else frozenset(about.forbidden.names)
    return _Step(later.module, later.name, step.charged | there)


def _origins(node: ast.AST, module: Module) -> Origins:
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return module.origins
    return Origins(bindings_of([*node.body, *_defaults(node)], module.package, inner=True), module.origins)


def _defaults(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> list[ast.stmt]:
    """Return each parameter as an assignment of its default value; without a default it hides the module's name."""
    if isinstance(node, ast.ClassDef):
        return []
    given = node.args
    names = [*given.posonlyargs, *given.args]
    pairs = [*zip(reversed(names), reversed(given.defaults), strict=False), *zip(given.kwonlyargs, given.kw_defaults)]  # noqa: B905
    values = {name.arg: value for name, value in pairs if value is not None}
    others = [*names, *given.kwonlyargs, *filter(None, (given.vararg, given.kwarg))]
    return [
        ast.Assign(targets=[ast.Name(id=one.arg, ctx=ast.Store())], value=values.get(one.arg, ast.Constant(None)))
        for one in others
    ]


def _parts(step: _Step, code: OwnCode) -> tuple[_Named, ...]:
    """Return what each of the nodes names that bind a name in a module."""
    module = code.module(step.module)
    if module is None:
        return ()
    return tuple(_named_in(node, place, step.module, module, code) for place, node in _nodes(step.name, module))


def _named_in(node: ast.AST, place: str, name: str, module: Module, code: OwnCode) -> _Named:
    origins = _origins(node, module)
    outside, own = list[tuple[str, int]](), dict[tuple[str, str], None]()
    for part in nodes_in(node):
        if not isinstance(part, (ast.Name, ast.Attribute, ast.Subscript, ast.Call)):
            continue
        if isinstance(part, ast.Name) and part.id in module.bindings.own and not _is_local(part.id, origins):
            own[name, part.id] = None
        stands_for = origins.of(part)
        own |= {found: None for dotted in stands_for if (found := code.split(dotted)) is not None}
        libraries = sorted(library for dotted in stands_for for library in code.outside(dotted))
        outside += [(library, part.lineno) for library in libraries]
    return _Named(place=place, outside=tuple(outside), own=tuple(own))


def _forbidden_in(named: _Named, forbidden: Forbidden) -> Iterator[ForbiddenUse]:
    for dotted, line in named.outside:
        name = forbidden_name(dotted, forbidden)
        if name is not None:
            yield ForbiddenUse(name=name, used=public_name(dotted), path=named.place, line=line)


def forbidden_name(dotted: str, forbidden: Forbidden) -> str | None:
    """Return the forbidden name that covers a dotted name, or its package where only others are allowed; else None."""
    for name in forbidden.names:
        if any(covers(name, spelling) for spelling in spellings(dotted)):
            return name
    package, allowed = dotted.split(".")[0], forbidden.allowed_imports
    if allowed is None or package in _LIBRARY:
        return None
    fits = any(covers(name, dotted) or covers(dotted, name) for name in allowed)
    return None if fits else package


def _is_local(name: str, origins: Origins) -> bool:
    return origins.outer is not None and name in origins.scope


def _each_once(found: Sequence[ForbiddenUse]) -> tuple[ForbiddenUse, ...]:
    """Return one use for each forbidden name and line, the one with the longest full name, in order of the lines."""
    longest: dict[tuple[str, int, str], ForbiddenUse] = {}
    for use in found:
        key = (use.path, use.line, use.name)
        if key not in longest or len(use.used) > len(longest[key].used):
            longest[key] = use
    return tuple(longest[key] for key in sorted(longest))[:MOST]
