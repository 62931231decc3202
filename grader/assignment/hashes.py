"""Hashes of an assignment: of all of it, and of the part on which a run of student code depends."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from grader.checks.registry import Tables, versions_of
from grader.files.course_files import course_files

JUDGING = {
    "": {"accepted", "gradebook"},
    "assignment": {"title", "practice_seed", "given", "forbidden_costs", "instead", "mistakes", "repairs"},
    "question": {"title", "bonus", "forbidden_costs", "instead"},
}
"""By table of a rubric, the keys that no run depends on: they only decide how its record is judged and worded."""


def run_part(rubric: Mapping[str, Any], kinds: Tables) -> bytes:
    """Return the part of a rubric that a run depends on, as bytes in a fixed order.

    Args:
        rubric: its TOML.
        kinds: the tables of the kinds of check that it names; each says which of its keys only judge.
    """
    left = _without(rubric, JUDGING[""])
    left["assignment"] = _without(rubric["assignment"], JUDGING["assignment"])
    left["question"] = [_question(question, kinds) for question in rubric["question"]]
    return repr(_in_order(left)).encode()


def without_seed(rubric: Mapping[str, Any]) -> bytes:
    """Return a rubric without its seed, as bytes in a fixed order."""
    return repr(_in_order({**rubric, "assignment": _without(rubric["assignment"], {"seed"})})).encode()


def packages_of(named: Collection[str]) -> bytes:
    """Return names and versions of the packages that bring the kinds of check that are not our own."""
    versions = versions_of(named)
    return repr(versions).encode() if versions else b""


def _question(question: Mapping[str, Any], kinds: Tables) -> dict[str, Any]:
    left = _without(question, JUDGING["question"])
    left["criterion"] = [_without(one, kinds[one["check"]].judging_keys()) for one in question["criterion"]]
    return left


def _without(table: Mapping[str, Any], keys: Collection[str]) -> dict[str, Any]:
    return {name: value for name, value in table.items() if name not in keys}


def _in_order(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _in_order(inner) for name, inner in sorted(value.items())}
    return [_in_order(inner) for inner in value] if isinstance(value, list) else value


class FilesRead:
    """The files of an assignment, each of which is read once for all of its hashes."""

    def __init__(self) -> None:
        """Read nothing yet."""
        self._contents: dict[Path, list[tuple[Path, bytes]]] = {}

    def content_hash(self, rubric: bytes, code: list[Path], template: Path, besides: Path | None = None) -> str:
        """Return sha256 of all that grading depends on, contents and relative names.

        Args:
            rubric: the rubric's content.
            code: files and folders of Python code.
            template: the template's folder.
            besides: a folder that is left out.
        """
        total = hashlib.sha256(rubric)
        for root in [*code, template]:
            for path, content in self._of(root, every=root == template):
                if besides is None or besides not in path.parents:
                    total.update(f"\0{path.relative_to(root.parent).as_posix()}\0{len(content)}\0".encode())
                    total.update(content)
        return total.hexdigest()

    def _of(self, root: Path, *, every: bool) -> list[tuple[Path, bytes]]:
        """Return the files of a folder, or its Python files, with their contents."""
        if root not in self._contents:
            wanted = (path for path in course_files(root) if every or path.suffix == ".py")
            self._contents[root] = [(path, path.read_bytes()) for path in wanted]
        return self._contents[root]
