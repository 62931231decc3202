"""Runs the cells of a notebook; commands of the notebook that would leave it are passed over, and the cell goes on.

Why it is so: docs/decisions/0039.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ipykernel.inprocess.ipkernel import InProcessInteractiveShell
from IPython.utils.text import SList

from .commands import FOLDER_MAGICS, Commands
from .pylab_names import pylab_names

SCRIPTS = {"!", "bash", "cmd", "perl", "pypy", "python", "python2", "python3", "ruby", "script", "sh", "sx", "system"}
"""Cell magics whose cells are programs of their own."""
RUNS_CODE = {"capture", "prun", "run", "time", "timeit"}
"""Magics that run the student's own code, whose exceptions are the student's."""
ASKS = {"debug", "todo"}
"""Magics that wait for somebody to answer."""


class Shell(InProcessInteractiveShell):
    """A shell that starts no other program, and in which a magic that fails or is unknown does not stop the cell.

    Each cell is transformed and looked through for `await` once, though ipykernel and IPython both ask.
    """

    transformed: Mapping[str, str] = {}
    """The transformed source by a cell's source, while one cell is run."""
    awaiting: Mapping[str, bool] = {}
    """Whether a transformed source holds an `await` at its top level, by that source."""
    commands: Commands | None = None
    """Carries out the few commands that have a meaning here."""

    def transform_cell(self, raw_cell: str) -> str:
        """Return a cell's source with its magics replaced by Python."""
        if raw_cell not in self.transformed:
            self.transformed = {**self.transformed, raw_cell: super().transform_cell(raw_cell)}
        return self.transformed[raw_cell]

    def should_run_async(
        self, raw_cell: str, *, transformed_cell: str | None = None, preprocessing_exc_tuple: Any = None
    ) -> bool:
        """Return whether a cell holds an `await` at its top level."""
        if transformed_cell is None or preprocessing_exc_tuple is not None:
            return False
        if transformed_cell not in self.awaiting:
            found = super().should_run_async(raw_cell, transformed_cell=transformed_cell)
            self.awaiting = {**self.awaiting, transformed_cell: found}
        return self.awaiting[transformed_cell]

    def begin_cell(self) -> None:
        """Forget the transformed sources, since the last cell may have changed how cells are transformed."""
        self.transformed, self.awaiting = {}, {}

    def system(self, cmd: str) -> None:
        """Print what a command line would show where that is known here; start no program."""
        lines = self._told(cmd, 2)
        if lines:
            print("\n".join(lines))
        self.user_ns["_exit_code"] = 0

    system_piped = system_raw = system

    def getoutput(self, cmd: str, split: bool = True, depth: int = 0) -> Any:
        """Return what a command line would show where that is known here, else nothing; start no program."""
        lines = self._told(cmd, depth + 2)
        return SList(lines) if split else "\n".join(lines)

    def magic(self, arg_s: str) -> Any:
        """Run a line magic as older notebooks call it, in one text."""
        name, _, line = arg_s.strip().lstrip("%").partition(" ")
        return self.run_line_magic(name, line.strip(), 2)

    def run_line_magic(self, magic_name: str, line: str, _stack_depth: int = 1) -> Any:
        """Run a line magic; one that is unknown, or fails for anything but the student's own code, gives None."""
        if magic_name in RUNS_CODE:
            return super().run_line_magic(magic_name, line, _stack_depth + 1)
        if magic_name in ASKS:
            return None
        if magic_name in FOLDER_MAGICS:
            return self._folder_magic(magic_name, self._expanded(line, _stack_depth + 1))
        if magic_name == "pylab":
            self.user_ns.update(pylab_names())
            return None
        try:
            return super().run_line_magic(magic_name, line, _stack_depth + 1)
        except Exception:  # an unknown magic, or one that needs what is not here, as for a network or a screen
            return None

    def run_cell_magic(self, magic_name: str, line: str, cell: str) -> Any:
        """Run a cell magic; a cell below an unknown one is run as Python, and another program is not started."""
        if magic_name in SCRIPTS:
            return None
        if self.find_cell_magic(magic_name) is None:
            source = super().transform_cell(cell)
            exec(compile(source, self.compile.cache(source), "exec"), self.user_ns)  # noqa: S102 - the student's cell
            return None
        if magic_name == "writefile":
            try:
                return super().run_cell_magic(magic_name, line, cell)
            except OSError:  # a folder of another machine
                return None
        return super().run_cell_magic(magic_name, line, cell)

    def _folder_magic(self, name: str, line: str) -> Any:
        commands = self._commands()
        if name in ("cd", "chdir", "pushd"):
            commands.change_folder(line)
            return None
        if name == "pwd":
            return commands.folder()
        if name == "popd":
            commands.change_folder("-")
            return None
        lines = commands.told(f"{name} {line}")
        if lines:
            print("\n".join(lines))
        return None

    def _told(self, command: str, depth: int) -> list[str]:
        return self._commands().told(self._expanded(command, depth + 1))

    def _expanded(self, text: str, depth: int) -> str:
        try:
            expanded: str = self.var_expand(text, depth=depth)
        except Exception:  # an expression of the student's between braces
            return text
        return expanded

    def _commands(self) -> Commands:
        if self.commands is None:
            self.commands = Commands()
        return self.commands
