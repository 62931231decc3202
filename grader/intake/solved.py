"""The solved assignment: the template with its modules replaced by ones that hand on the reference, or a mistake."""

from __future__ import annotations

from pathlib import Path

from grader.model.assignment import Assignment, Mistake
from grader.model.submission import Submission

from .submission import submission_of, template_files

_PACKAGE = "solved_reference"
_ENTRY = "solved_entry"


def solved_submission(assignment: Assignment, mistake: Mistake | None = None) -> Submission:
    """A submission that does everything right, or everything but one known mistake."""
    files = dict(template_files(assignment.template_folder))
    files |= _reference_files(assignment.reference_folder)
    files[f"{_ENTRY}.py"] = _entry(mistake).encode()
    by_path: dict[str, list[str]] = {}
    for function in assignment.rubric.functions.values():
        by_path.setdefault(function.path, []).append(function.name)
    for path, names in by_path.items():
        files[path] = f"from {_ENTRY} import {', '.join(names)}\n".encode()
    return submission_of("reference" if mistake is None else mistake.id, files, assignment)


def _reference_files(folder: Path) -> dict[str, bytes]:
    if folder.is_file():
        return {f"{_PACKAGE}/__init__.py": folder.read_bytes()}
    return {
        f"{_PACKAGE}/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in sorted(folder.rglob("*.py"))
        if "__pycache__" not in path.parts
    }


def _entry(mistake: Mistake | None) -> str:
    """A module that holds the reference's names, with the mistake's in every module of the package."""
    lines = ["import importlib, pkgutil, sys", f"import {_PACKAGE} as package", ""]
    lines += [
        "for info in pkgutil.iter_modules(getattr(package, '__path__', [])):",
        "    if info.name != 'mistakes':",
        "        importlib.import_module(f'{package.__name__}.{info.name}')",
    ]
    if mistake is not None:
        lines += [
            f"wrong = importlib.import_module('{_PACKAGE}.mistakes.{mistake.id}')",
            "modules = [m for name, m in sys.modules.items()",
            f"           if name.startswith('{_PACKAGE}') and '.mistakes' not in name]",
            f"for name in {sorted(mistake.overrides)!r}:",
            "    for module in modules:",
            "        if hasattr(module, name):",
            "            setattr(module, name, getattr(wrong, name))",
        ]
    return "\n".join([*lines, "globals().update({k: v for k, v in vars(package).items() if k[:1] != '_'})", ""])
