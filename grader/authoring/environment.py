"""Makes the environment of an assignment: this grader with the libraries that the assignment needs.

Why it is so: docs/decisions/0038.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import grader
from grader.assignment.loader import read_toml
from grader.assignment.requirements import requirements_in
from grader.errors import CallerError, MachineError
from grader.files.lock import lock

from .notebook_libraries import notebook_libraries
from .wheel import wheel

FOLDER = "GRADER_ENVIRONMENTS"
"""Environment variable that names the folder of all environments; else they lie in the user's cache."""
_MADE = "made.json"
"""File of an environment that is written last; without it, the environment is made anew."""
_EXTRAS = "asserts,otter"
"""Extras of the grader that come with it: small, and which of them a rubric needs shows only when it is loaded."""
_LISTED = """
import json
from importlib.metadata import distributions
print(json.dumps({found.name: found.version for found in distributions()}))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """An environment, which may not be made yet."""

    folder: Path
    """Its folder, named by a hash of the grader, the version of Python and the requirements."""
    requirements: tuple[str, ...]
    """The libraries that it is for."""

    @property
    def python(self) -> Path:
        """Return its interpreter."""
        return self.folder / "bin" / "python"

    @property
    def is_made(self) -> bool:
        """Return whether it is there, as a whole."""
        return (self.folder / _MADE).is_file()

    @property
    def versions(self) -> dict[str, str]:
        """Return the versions of all that is installed in it, by name."""
        found: dict[str, str] = json.loads((self.folder / _MADE).read_text(encoding="utf-8"))["versions"]
        return found


def requirements_at(path: Path) -> tuple[str, ...]:
    """Return the requirements of a rubric (`.toml`), of a notebook's imports (`.ipynb`), or of a file of requirements.

    Raises:
        CallerError: the file cannot be read, or an entry is no requirement.
    """
    if path.suffix == ".ipynb":
        return notebook_libraries(path)
    if path.suffix != ".toml":
        return requirements_in([f"-r {path.name}"], path)
    entries = read_toml(path).get("assignment", {}).get("requirements", [])
    return requirements_in([str(entry) for entry in entries] if isinstance(entries, list) else [], path)


def environment_for(requirements: Sequence[str]) -> Environment:
    """Return the environment for some requirements, whether it is made or not."""
    total = hashlib.sha256(repr((sys.version_info[:3], sorted(requirements), _EXTRAS)).encode())
    root = Path(grader.__file__).parent
    for path in sorted(root.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            total.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return Environment(folder=_parent() / total.hexdigest()[:16], requirements=tuple(requirements))


def make(environment: Environment) -> None:
    """Make an environment; one that is made stays as it is.

    Raises:
        CallerError: no library is named.
        MachineError: it cannot be made.
    """
    if not environment.requirements:
        raise CallerError("nothing_to_install")
    folder = environment.folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with folder.with_suffix(".lock").open("wb") as held:
            lock(held.fileno())
            if not environment.is_made:
                _fill(environment)
    except OSError as error:
        raise MachineError("environment_not_made", reason=f"{folder}: {error.strerror}") from error


def _fill(environment: Environment) -> None:
    folder = environment.folder
    shutil.rmtree(folder, ignore_errors=True)
    _run([sys.executable, "-m", "venv", str(folder)])
    name, content = wheel()
    (folder / name).write_bytes(content)
    needed = folder / "requirements.txt"
    needed.write_text("".join(f"{text}\n" for text in environment.requirements), encoding="utf-8")
    pip = [str(environment.python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-input"]
    _run([*pip, f"{folder / name}[{_EXTRAS}]", "--requirement", str(needed)])
    versions = json.loads(_run([str(environment.python), "-I", "-c", _LISTED]))
    made = {"requirements": environment.requirements, "versions": dict(sorted(versions.items()))}
    (folder / _MADE).write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


def _run(command: list[str]) -> str:
    """Run a program and return what it prints.

    Raises:
        MachineError: it fails.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=kept)  # noqa: S603 - our own words
    if ran.returncode:
        said = [line for line in (ran.stderr or ran.stdout).splitlines() if line.strip()]
        told = [line for line in said if line.startswith("ERROR:")] or said[-1:] or [f"it ended with {ran.returncode}"]
        raise MachineError("environment_not_made", reason=" ".join(told)[:600].rstrip("."))
    return ran.stdout


def _parent() -> Path:
    """Return the folder of all environments."""
    if os.environ.get(FOLDER):
        return Path(os.environ[FOLDER]).absolute()
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(cache) / "grader" / "environments"
