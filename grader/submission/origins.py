"""Reads of a syntax tree which library names an expression stands for, through imports, aliases and `getattr`.

Why it is so: docs/decisions/0035.
"""

from __future__ import annotations

import ast
import builtins
import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from .tree import children_of

DEEPEST = 12
"""Most parts of an expression that are resolved one inside the other."""
MOST_VALUES = 100
"""Most values of one name that are looked at."""
_ATTRIBUTE = ("builtins.getattr", "inspect.getattr_static")
_IMPORT = ("importlib.import_module", "builtins.__import__", "importlib.__import__")
_NAMESPACES = ("__dict__", "__wrapped__")
_Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


@dataclass
class Bindings:
    """What names are bound to in one scope, without regard of the order of its lines."""

    imports: dict[str, set[str]] = field(default_factory=dict)
    """The dotted names that imports bind, by name."""
    values: dict[str, list[ast.expr]] = field(default_factory=dict)
    """The expressions that are assigned, by name; a name may be bound to something else too."""
    own: dict[str, list[ast.AST]] = field(default_factory=dict)
    """The functions, classes and statements that bind a name, by name."""
    stars: list[str] = field(default_factory=list)
    """The modules of which all names are imported."""

    def __contains__(self, name: object) -> bool:
        """Return whether the scope binds a name."""
        return name in self.imports or name in self.values or name in self.own


def bindings_of(body: list[ast.stmt], package: tuple[str, ...], *, inner: bool = False) -> Bindings:
    """Return what the statements of a scope bind.

    Args:
        body: the statements.
        package: the parts of the package that relative imports are relative to.
        inner: whether functions and classes within are part of the scope too.
    """
    found = Bindings()
    for node in _statements(body, inner):
        _bind(found, node, package)
    return found


def _statements(body: list[ast.stmt], inner: bool) -> Iterator[ast.AST]:
    left: list[ast.AST] = list(reversed(body))
    while left:
        node = left.pop()
        yield node
        if inner or not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            left += reversed(children_of(node))


def _bind(found: Bindings, node: ast.AST, package: tuple[str, ...]) -> None:
    if isinstance(node, ast.Import):
        for alias in node.names:
            bound = alias.asname or alias.name.split(".")[0]
            found.imports.setdefault(bound, set()).add(alias.name if alias.asname else bound)
    elif isinstance(node, ast.ImportFrom):
        _bind_from(found, node, package)
    elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        found.own.setdefault(node.name, []).append(node)
    elif isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.NamedExpr)):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for target in targets:
            _assign(found, target, node.value, node)
    elif isinstance(node, (ast.For, ast.AsyncFor, ast.comprehension)):
        _assign(found, node.target, None, node)
    elif isinstance(node, ast.arg):
        found.own.setdefault(node.arg, [])


def _bind_from(found: Bindings, node: ast.ImportFrom, package: tuple[str, ...]) -> None:
    base = package[: len(package) - node.level + 1] if node.level else ()
    module = ".".join([*base, *(node.module.split(".") if node.module else [])])
    for alias in node.names:
        if alias.name == "*":
            found.stars.append(module)
        else:
            found.imports.setdefault(alias.asname or alias.name, set()).add(f"{module}.{alias.name}".lstrip("."))


def _assign(found: Bindings, target: ast.expr, value: ast.expr | None, node: ast.AST) -> None:
    if isinstance(target, ast.Name):
        found.own.setdefault(target.id, []).append(node)
        if value is not None:
            found.values.setdefault(target.id, []).append(value)
    elif isinstance(target, (ast.Tuple, ast.List)):
        same = isinstance(value, (ast.Tuple, ast.List)) and len(value.elts) == len(target.elts)
        values = value.elts if same and isinstance(value, (ast.Tuple, ast.List)) else [None] * len(target.elts)
        for inner, part in zip(target.elts, values, strict=True):
            _assign(found, inner, part, node)


@dataclass(frozen=True)
class Origins:
    """Resolves expressions in a scope, and in the one around it."""

    scope: Bindings
    """What the scope binds."""
    outer: Origins | None = None
    """The scope around it; None for a module's own."""
    _known: dict[str, set[str]] = field(default_factory=dict)
    """What names were found to stand for; one that is being looked up stands for nothing, so no search is endless."""

    def of(self, node: ast.AST | None, depth: int = 0) -> set[str]:
        """Return the dotted names that an expression may stand for; empty where none is known."""
        resolve = _WAYS.get(type(node))
        return set() if resolve is None or depth > DEEPEST else resolve(self, node, depth + 1)

    def text(self, node: ast.AST | None, depth: int = 0) -> str | None:
        """Return the text that an expression of constants is; None for any other."""
        if depth > DEEPEST:
            return None
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return node.value
        parts: list[str | None] = [None]
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            parts = [self.text(node.left, depth + 1), self.text(node.right, depth + 1)]
        elif isinstance(node, ast.JoinedStr):
            parts = [self.text(p.value if isinstance(p, ast.FormattedValue) else p, depth + 1) for p in node.values]
        elif isinstance(node, ast.Name):
            if node.id not in self.scope:
                return None if self.outer is None else self.outer.text(node, depth + 1)
            values = self.scope.values.get(node.id, [])
            parts = [self.text(values[0], depth + 1)] if len(values) == 1 else [None]
        return None if None in parts else "".join(filter(None, parts))

    def _name(self, node: ast.Name, _depth: int) -> set[str]:
        if node.id not in self._known:
            self._known[node.id] = set()
            self._known[node.id] = self._looked_up(node.id)
        return self._known[node.id]

    def _looked_up(self, name: str) -> set[str]:
        if name in self.scope:
            found = set(self.scope.imports.get(name, ()))
            return found.union(*(self.of(value) for value in self.scope.values.get(name, [])[:MOST_VALUES]))
        starred = {f"{module}.{name}" for module in self.scope.stars}
        if self.outer is not None:
            return starred | self.outer.of(ast.Name(id=name))
        return starred | ({f"builtins.{name}"} if hasattr(builtins, name) else set())

    def _attribute(self, node: ast.Attribute, depth: int) -> set[str]:
        found = self.of(node.value, depth)
        return found if node.attr in _NAMESPACES else {f"{name}.{node.attr}" for name in found}

    def _subscript(self, node: ast.Subscript, depth: int) -> set[str]:
        key, found = self.text(node.slice), self.of(node.value, depth)
        if key is None:
            return set()
        return {key if name == "sys.modules" else f"{name}.{key}" for name in found}

    def _call(self, node: ast.Call, depth: int) -> set[str]:
        if isinstance(node.func, ast.Call) and "operator.attrgetter" in self.of(node.func.func, depth):
            path = self.text(node.func.args[0]) if node.func.args else None
            return {f"{name}.{path}" for arg in node.args[:1] for name in self.of(arg, depth) if path}
        called = self.of(node.func, depth)
        first = node.args[0] if node.args else None
        if called & set(_ATTRIBUTE) and len(node.args) > 1:
            path = self.text(node.args[1])
            return {f"{name}.{path}" for name in self.of(first, depth) if path}
        if called & set(_IMPORT):
            return _imported(self.text(first), called)
        if "builtins.vars" in called:
            return self.of(first, depth)
        if "builtins.eval" in called:
            return self._evaluated(self.text(first), depth)
        getters = {name.removesuffix(".get") for name in called if name.endswith(".get")}
        key = self.text(first) if getters else None
        return {key if name == "sys.modules" else f"{name}.{key}" for name in getters} if key else set()

    def _evaluated(self, text: str | None, depth: int) -> set[str]:
        try:
            return self.of(ast.parse((text or "").strip(), mode="eval").body, depth)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return set()

    def _any_of(self, node: ast.AST, depth: int) -> set[str]:
        parts = node.values if isinstance(node, ast.BoolOp) else [vars(node).get("body"), vars(node).get("orelse")]
        return set().union(*(self.of(part, depth) for part in parts))

    def _value(self, node: ast.NamedExpr | ast.Starred, depth: int) -> set[str]:
        return self.of(node.value, depth)


_WAYS: Mapping[type | None, Callable[..., set[str]]] = {
    ast.Name: Origins._name,
    ast.Attribute: Origins._attribute,
    ast.Subscript: Origins._subscript,
    ast.Call: Origins._call,
    ast.BoolOp: Origins._any_of,
    ast.IfExp: Origins._any_of,
    ast.NamedExpr: Origins._value,
    ast.Starred: Origins._value,
}


def _imported(module: str | None, called: set[str]) -> set[str]:
    """Return the module that a call imports: `__import__` gives the outermost package."""
    if not module:
        return set()
    return {module if "importlib.import_module" in called else module.split(".")[0]}


def public_name(dotted: str) -> str:
    """Return a dotted name without its private modules: `numpy.linalg.solve` for `numpy.linalg._linalg.solve`."""
    return ".".join(part for part in dotted.split(".") if not part.startswith("_") or part.startswith("__"))


@functools.cache
def spellings(dotted: str) -> tuple[str, ...]:
    """Return a dotted name as it is written, without private modules, and without a module's name twice in a row.

    The last is for older names: `numpy.linalg.linalg.solve` was `numpy.linalg.solve`.
    """
    parts = public_name(dotted).split(".")
    single = [part for place, part in enumerate(parts) if not place or part != parts[place - 1]]
    return dotted, ".".join(parts), ".".join(single)
