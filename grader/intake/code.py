"""Loads the code beside a rubric under private module names, so that it never meets a student's."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import inspect
import itertools
import pkgutil
import sys
import textwrap
import traceback
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from grader.errors import RubricError
from grader.model.assignment import Mistake, Reference, Scenario

from .mistake import checked_mistake

_COUNT = itertools.count()
_PARTS = {"inputs": ["rng"], "run": ["s", "given"], "forward": ["s", "given"], "finish": ["got"]}
"""The parts of a scenario, and what each is called with."""
_PLAIN = {
    *("abs", "bool", "complex", "dict", "enumerate", "float", "getattr", "int", "isinstance", "len", "list", "max"),
    *("min", "range", "reversed", "set", "sorted", "str", "sum", "tuple", "zip", "True", "False", "None"),
}
"""Built-in names that `run` and `forward` may use."""


def load_scenarios(path: Path) -> dict[str, Scenario]:
    """The public classes of a file that define `inputs` and `run`, by name.

    Raises:
        RubricError: the file does not run, or a scenario is not in form.
    """
    module = _load(path, _private_name())
    classes = {
        name: found
        for name, found in vars(module).items()
        if isinstance(found, type) and not name.startswith("_") and {"inputs", "run"} <= vars(found).keys()
    }
    return {name: _scenario(name, found, path) for name, found in classes.items()}


def load_reference(path: Path) -> Reference:
    """The reference, a package folder or one file, with all of its modules but the mistakes.

    Raises:
        RubricError: it does not run.
    """
    name = _private_name()
    package = _load(path, name)
    modules = [package]
    for info in pkgutil.walk_packages(getattr(package, "__path__", []), f"{name}."):
        if not info.name.startswith(f"{name}.mistakes"):
            modules.append(_submodule(path, info.name))
    return Reference(modules=tuple(modules))


def load_mistakes(folder: Path, reference: Reference) -> tuple[Mistake, ...]:
    """The mistakes in a folder, in the order of their names; to them the reference is the package around their own.

    Raises:
        RubricError: a file does not run, or lacks what a mistake needs.
    """
    if folder.is_file():
        raise RubricError(
            "it is a file.",
            why="Mistakes are Python files in a folder, one mistake a file.",
            mend="Name the folder.",
            where=str(folder),
        )
    package = f"{reference.modules[0].__name__}.mistakes"
    if package not in sys.modules:
        sys.modules[package] = ModuleType(package)
        sys.modules[package].__path__ = [str(folder)]
    paths = [path for path in sorted(folder.glob("*.py")) if not path.stem.startswith("_")]
    return tuple(checked_mistake(path, _submodule(path, f"{package}.{path.stem}"), reference) for path in paths)


def _submodule(path: Path, name: str) -> ModuleType:
    return _guarded(path, lambda: importlib.import_module(name))


def _private_name() -> str:
    return f"_grader_private_{next(_COUNT)}"


def _load(path: Path, name: str) -> ModuleType:
    folder = path.is_dir()
    file = path / "__init__.py" if folder else path
    spec = importlib.util.spec_from_file_location(
        name, file, submodule_search_locations=[str(path)] if folder else None
    )
    if spec is None or spec.loader is None or not file.is_file():
        raise RubricError(
            "it is no Python file or package.",
            why="Scenarios, reference and mistakes are Python code.",
            mend="Name a .py file, or a folder with an __init__.py.",
            where=str(path),
        )
    module, loader = importlib.util.module_from_spec(spec), spec.loader
    sys.modules[name] = module

    def run() -> ModuleType:
        loader.exec_module(module)
        return module

    return _guarded(file, run)


def _guarded(path: Path, load: Callable[[], ModuleType]) -> ModuleType:
    try:
        return load()
    except (Exception, SystemExit) as error:  # instructor's code may raise anything; it becomes one clear error
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{last.filename}, line {last.lineno}" if last.filename != __file__ else str(path)
        if isinstance(error, SyntaxError):
            where = f"{error.filename}, line {error.lineno}"
        raise RubricError(
            f"the code does not load: {type(error).__name__}: {error}.",
            why="Without it nothing can be graded.",
            mend="Run the file by itself with Python and mend what it says.",
            where=where,
        ) from error


def _scenario(name: str, found: type, path: Path) -> Scenario:
    parts = vars(found)
    where = f"{path}, scenario {name}"
    rationale = inspect.getdoc(found)
    if not rationale:
        raise RubricError(
            "it has no docstring.",
            why="Students read it as what is measured, and why.",
            mend="Write one sentence below the class line.",
            where=where,
        )
    for part, arguments in _PARTS.items():
        _check_part(parts, part, arguments, where)
    cases = parts.get("cases", {"only": {}})
    _check_cases(cases, parts["inputs"], where)
    forward = parts.get("forward")
    texts = [_source(part, where) for part in (parts["run"], forward) if part is not None]
    return Scenario(
        name=name,
        rationale=" ".join(rationale.split()),
        cases=cases,
        inputs=parts["inputs"],
        run=parts["run"],
        forward=forward,
        finish=parts.get("finish"),
        source="\n\n".join(texts),
    )


def _check_part(parts: Mapping[str, Any], name: str, arguments: list[str], where: str) -> None:
    """Refuse a part that is no function of the right arguments."""
    part = parts.get(name)
    if part is None:
        return
    named = isinstance(part, FunctionType) and part.__name__ != "<lambda>"
    found = list(inspect.signature(part).parameters) if named else []
    if not named or found[: len(arguments)] != arguments or (name != "inputs" and found != arguments):
        raise RubricError(
            f"`{name}` is no function `{name}({', '.join(arguments)})`.",
            why="The grader calls each part of a scenario with just these arguments, without `self`.",
            mend=f"Write `def {name}({', '.join(arguments)}{', ...' if name == 'inputs' else ''}):` in the class.",
            where=where,
        )


def _check_cases(cases: Any, inputs: Callable[..., Any], where: str) -> None:
    """Refuse cases that `inputs` cannot take."""
    tables = isinstance(cases, dict) and bool(cases) and all(isinstance(case, dict) for case in cases.values())
    if not tables or not all(isinstance(name, str) for name in cases):
        raise RubricError(
            "`cases` is no dictionary of dictionaries.",
            why="Each case has a name, and the arguments that `inputs` gets for it.",
            mend='Write cases = {"small": {"N": 3}, "large": {"N": 30}}.',
            where=where,
        )
    for name, case in cases.items():
        try:
            inspect.signature(inputs).bind(None, **case)
        except TypeError as error:
            raise RubricError(
                f"`inputs` does not take the case `{name}`: {error}.",
                why="A case's values are handed to `inputs` as keyword arguments.",
                mend="Give both the same names.",
                where=where,
            ) from error


def _source(function: Callable[..., Any], where: str) -> str:
    """The text of `run` or `forward`, after a check that it can travel."""
    text = textwrap.dedent(inspect.getsource(function))
    tree = ast.parse(text)
    for node, name in _foreign(tree):
        line = function.__code__.co_firstlineno + node.lineno - 1
        raise RubricError(
            f"`{function.__name__}` uses `{name}` in line {line}.",
            why="Its text runs in the sandbox, where only `s`, `given`, `np` and plain built-ins exist.",
            mend="Compute it in `inputs` or `finish`, which run in the grader, and pass it on.",
            where=where,
        )
    for inner in ast.walk(tree):  # docstrings stay here, as comments do: they may say what is hidden
        if isinstance(inner, ast.FunctionDef) and ast.get_docstring(inner) is not None:
            inner.body = inner.body[1:] or [ast.Pass()]
    return ast.unparse(tree)


def _foreign(tree: ast.Module) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    """What a part uses and the sandbox does not have, by node."""
    own = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    own |= {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    own |= {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)}
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield node, "import"
        elif isinstance(node, ast.Name) and node.id not in own | _PLAIN | {"np"}:
            yield node, node.id
