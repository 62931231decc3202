"""Loads the code beside a rubric under private module names, so that it cannot collide with a student's modules."""

from __future__ import annotations

import importlib
import importlib.util
import itertools
import os
import pkgutil
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

from grader.errors import RubricError
from grader.files.distribution_names import distribution_of
from grader.model.assignment import Mistake, Reference, Scenario

from .mistake import checked_mistake
from .scenario import checked_scenario

_COUNT = itertools.count()
_PRIVATE = "_grader_private_"
"""Beginning of the names under which the code is loaded."""


def load_scenarios(path: Path) -> dict[str, Scenario]:
    """Return the public classes of a file that define `inputs` and `run`, by name.

    Raises:
        RubricError: the file does not run, or a scenario is malformed.
    """
    module = _load(path, _private_name())
    classes = {
        name: found
        for name, found in vars(module).items()
        if isinstance(found, type) and not name.startswith("_") and {"inputs", "run"} <= vars(found).keys()
    }
    return {name: checked_scenario(name, found, path) for name, found in classes.items()}


def load_reference(path: Path) -> Reference:
    """Load the reference, a package folder or one file, with all of its modules except the mistakes.

    Raises:
        RubricError: it does not run.
    """
    os.environ.setdefault("MPLBACKEND", "agg")  # a reference that draws opens no window
    name = _private_name()
    package = _load(path, name)
    if path.is_file():  # a mistake lies in a folder beside it, and may write `from ..reference import`
        sys.modules[f"{name}.{path.stem}"] = package
    return Reference(modules=(package, *_modules_below(package, path)))


def load_mistakes(folder: Path, reference: Reference) -> tuple[Mistake, ...]:
    """Load the mistakes in a folder, ordered by name.

    They are loaded as a subpackage `mistakes` of the reference, so that they can import from it.

    Args:
        folder: the folder of the mistakes.
        reference: the loaded reference.

    Raises:
        RubricError: a file does not run, or lacks a part of a mistake.
    """
    if folder.is_file():
        raise RubricError("mistakes_in_a_file", where=str(folder))
    package = f"{reference.modules[0].__name__}.mistakes"
    if (folder / "__init__.py").is_file():
        _load(folder, package)
    else:
        sys.modules[package] = ModuleType(package)
        sys.modules[package].__path__ = [str(folder)]
    paths = [path for path in sorted(folder.glob("*.py")) if not path.stem.startswith("_")]
    return tuple(checked_mistake(path, _mistake(path, package), reference) for path in paths)


def _mistake(path: Path, package: str) -> ModuleType:
    try:
        return importlib.import_module(f"{package}.{path.stem}")
    except (Exception, SystemExit) as error:  # instructor's code may raise anything; it becomes one clear error
        private = package.removesuffix(".mistakes")
        raise RubricError(
            "mistake_does_not_load",
            where=place_of(error, path),
            kind=type(error).__name__,
            error=str(error).replace(private, "reference"),
        ) from error


def _modules_below(package: ModuleType, path: Path) -> Iterator[ModuleType]:
    """Yield the modules of a package and of its subpackages; `mistakes` is left to `load_mistakes`."""
    for info in pkgutil.iter_modules(getattr(package, "__path__", []), f"{package.__name__}."):
        if not info.name.endswith((".mistakes", ".__main__")):
            module = _submodule(path, info.name)
            yield module
            yield from _modules_below(module, path)


def _submodule(path: Path, name: str) -> ModuleType:
    return _guarded(path, lambda: importlib.import_module(name))


def _private_name() -> str:
    return f"{_PRIVATE}{next(_COUNT)}"


def _load(path: Path, name: str) -> ModuleType:
    folder = path.is_dir()
    file = path / "__init__.py" if folder else path
    spec = importlib.util.spec_from_file_location(
        name, file, submodule_search_locations=[str(path)] if folder else None
    )
    if spec is None or spec.loader is None or not file.is_file():
        raise RubricError("not_python", where=str(path))
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
        lacks = error.name.split(".")[0] if isinstance(error, ModuleNotFoundError) and error.name else ""
        if lacks and not lacks.startswith(_PRIVATE) and importlib.util.find_spec(lacks) is None:
            raise RubricError(
                "code_needs_library",
                where=place_of(error, path),
                module=lacks,
                distribution=distribution_of(lacks),
            ) from error
        raise RubricError(
            "code_does_not_load", where=place_of(error, path), kind=type(error).__name__, error=str(error)
        ) from error


def place_of(error: BaseException, path: Path) -> str:
    """Return the last line of the instructor's code that an error came through, else the path."""
    if isinstance(error, SyntaxError):
        return f"{error.filename}, line {error.lineno}"
    folder = path if path.is_dir() else path.parent
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(folder)]
    return f"{own[-1].filename}, line {own[-1].lineno}" if own else str(path)
