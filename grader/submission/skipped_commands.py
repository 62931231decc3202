"""Names what of a notebook is passed over when it is graded: commands of the system, questions, breakpoints."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from grader.model.magics import without_magics
from grader.model.submission import Audience, Cell, CellKind, Remark

_COMMAND = re.compile(
    r"^\s*(?:\w[\w.,\s]*=\s*)?(?:!|%(?:pip|conda|mamba|micromamba|uv|rm|cp|mv|sx|system|alias|bookmark|store)\b)"
    r"|^%%(?:!|bash|cmd|perl|pypy|python[23]?|ruby|script|sh|sx|system)(?!\w)"
    r"|get_ipython\(\)\.(?:system|getoutput)\("
)
_STOPS = {"breakpoint", "pdb.set_trace", "ipdb.set_trace", "embed", "IPython.embed", "set_trace"}


def skipped_commands(cells: Sequence[Cell]) -> Iterator[Remark]:
    """Yield at most one remark on commands that are not carried out, and one on breakpoints that are passed over.

    Args:
        cells: the cells that are run.
    """
    code = [cell for cell in cells if cell.kind is CellKind.CODE]
    commands = [(cell, line) for cell in code for line in cell.source.splitlines() if _COMMAND.search(line)]
    if commands:
        cell, line = commands[0]
        yield _remark("commands_skipped" if len(commands) > 1 else "command_skipped", cell, line.strip(), len(commands))
    stops = [(cell, line) for cell in code for line in _stops_in(cell)]
    if stops:
        yield _remark("breakpoint_left", *stops[0], len(stops))


def _stops_in(cell: Cell) -> Iterator[str]:
    if not any(name.split(".")[-1] in cell.source for name in _STOPS):
        return
    try:
        tree = ast.parse(without_magics(cell.source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    yield from (ast.unparse(call)[:100] for call in calls if ast.unparse(call.func) in _STOPS)


def _remark(kind: str, cell: Cell, command: str, count: int) -> Remark:
    facts = {"cell": str(cell.index + 1), "command": command[:100].replace("`", "'"), "count": str(count)}
    return Remark(id=kind, audience=Audience.STUDENT, facts=facts)
