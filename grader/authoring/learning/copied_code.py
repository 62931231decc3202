"""Says which functions of the reference a variant's mistake file has to hold, with the edit and with other names."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from grader.edits.edit import Edit, applied
from grader.edits.edit import EditKind as _Kind
from grader.edits.function_code import FunctionCode, functions_in
from grader.model.assignment import Reference
from grader.probes.variants import Variant

Known = dict[str, tuple[ModuleType, FunctionCode]]


@dataclass(frozen=True, kw_only=True, eq=False)
class Copied:
    """A function or method of the reference, as a mistake's file holds it."""

    module: ModuleType
    """The module that it is from."""
    code: FunctionCode
    """The function as it is there."""
    text: str
    """Its text in the mistake's file."""


def copied_codes(reference: Reference, variant: Variant, function: str) -> list[Copied] | None:
    """Return the functions that a mistake's file has to hold: the edited one, and all on the way to it.

    Helpers get names that begin with `_`, so that they replace nothing of the reference's.

    Args:
        reference: the reference.
        variant: the variant.
        function: the function that questions ask for.

    Returns:
        The functions, helpers first; None where one cannot be taken out of its module.
    """
    known = _known(reference)
    way = _on_the_way(known, function, variant.function)
    if variant.function not in way:
        return None
    renamed = {name: f"_{name.lstrip('_')}" for name in way if name != function and "." not in name}
    found = []
    for name in sorted(way, key=lambda name: (name == function or "." in name, name)):
        module, code = known[name]
        if code.node.decorator_list or _needs_its_class(code):
            return None
        text = code.with_edit(variant.edit) if name == variant.function else code.with_edit()
        found.append(Copied(module=module, code=code, text=_with_names(text, renamed)))
    return found


def _known(reference: Reference) -> Known:
    """Return the functions and methods of the reference by name; the first module that has one counts."""
    found: Known = {}
    for module in reference.modules:
        path = Path(module.__file__ or "")
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        for name, code in functions_in(text).items():
            found.setdefault(name, (module, code))
    return found


def _on_the_way(known: Known, function: str, edited: str) -> set[str]:
    """Return the functions, or methods of a class, through which a function reaches the edited one, both included."""
    own = {name for name in known if name == function or name.startswith(f"{function}.")}
    uses = {name: _used(code) & known.keys() for name, (_, code) in known.items()}
    reaching, before = {edited}, set[str]()
    while reaching != before:
        before = set(reaching)
        reaching |= {name for name, used in uses.items() if used & reaching and ("." not in name or name in own)}
    reached, left = set[str](), sorted(own)
    while left:
        name = left.pop()
        if name not in reached:
            reached.add(name)
            left += sorted(uses[name] & reaching)
    return reached & reaching if edited in reached else set()


def _used(code: FunctionCode) -> set[str]:
    return {node.id for node in ast.walk(code.node) if isinstance(node, ast.Name)}


def _needs_its_class(code: FunctionCode) -> bool:
    """Return whether a method says `super()`, which means another class in a subclass."""
    return "." in code.name and bool(_used(code) & {"super", "__class__"})


def _with_names(text: str, renamed: Mapping[str, str]) -> str:
    """Return the text of a function in which functions have other names."""
    tree = ast.parse(text)
    starts, place = [0], 0
    for line in text.encode().splitlines(keepends=True):
        place += len(line)
        starts.append(place)
    edits = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in renamed:
            start = starts[node.lineno - 1] + node.col_offset
            edits.append(_named(start, node.id, renamed[node.id]))
    outer = tree.body[0]
    if isinstance(outer, ast.FunctionDef) and outer.name in renamed:
        edits.append(_named(text.encode().index(outer.name.encode()), outer.name, renamed[outer.name]))
    return applied(text, edits)


def _named(start: int, old: str, new: str) -> Edit:
    return Edit(kind=_Kind.NAME, line=1, start=start, end=start + len(old.encode()), text=new)
