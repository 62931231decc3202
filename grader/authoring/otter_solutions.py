"""Turns the code of an otter source into the solved notebook's, and into what students get.

Source: `otter assign` 7.0.0, https://otter-grader.readthedocs.io, "Notebook Format", section "Solution Removal".
"""

from __future__ import annotations

import re

_PROMPT = re.compile(
    r'^[ \t]*(?:\w+\s*=\s*)?"""\s*#\s*BEGIN PROMPT\n.*?"""\s*;?\s*#\s*END PROMPT[ \t]*$\n?', re.M | re.S
)
"""Code for students in the place of a solution, as a text of several lines."""
_MARKS = re.compile(r"^[ \t]*#\s*(?:BEGIN SOLUTION(?: NO PROMPT)?|END SOLUTION)[^\n]*\n?", re.MULTILINE)
"""A line that marks the begin or end of a solution."""
_COMMENT = re.compile(r"[ \t]*# ?SOLUTION(?: NO PROMPT)?[ \t]*$", re.MULTILINE)
"""The comment that marks a line of a solution."""
_BEGIN = re.compile(r"(\s*)# BEGIN SOLUTION( NO PROMPT)?")
"""The mark before a solution of several lines; group 1 is its indent, group 2 is there where students get nothing."""
_TARGET = r"[\w.]+(?:\[[^\]]*\])*"
_ASSIGNMENT = re.compile(rf"(\s*{_TARGET}(?:\s*,\s*{_TARGET})*\s*,?\s*=(?!=)).* ?# ?SOLUTION")
"""A solution's line that binds something; group 1 is the part that students keep."""
_LINE = re.compile(r"(\s*).* ?# ?SOLUTION")
"""Any other line of a solution; group 1 is its indent."""
_DROPPED = ("# SOLUTION NO PROMPT", "# BEGIN PROMPT", "# END PROMPT", "# SEED")
"""Ends of lines that students do not get."""


def solved(source: str) -> str:
    """Return a cell's code as the solved notebook runs it: without prompts and without marks."""
    return _COMMENT.sub("", _MARKS.sub("", _PROMPT.sub("", source)))


def without_solutions(source: str) -> str:
    """Return a cell's code as otter gives it to students: `...` in place of each solution, or its prompt.

    Args:
        source: the code, with otter's marks. A solution without an end goes to the end of the cell.
    """
    found: list[str] = []
    inside = False
    for line in source.splitlines():
        end = line.rstrip()
        if end.endswith(_DROPPED) or (inside and not end.endswith("# END SOLUTION")):
            continue
        if end.endswith("# END SOLUTION"):
            inside = False
            continue
        begin = _BEGIN.match(line)
        if begin is None:
            found.append(_stub(line))
            continue
        inside = True
        if not begin.group(2):
            found.append(f"{begin.group(1)}...")
    return "\n".join(found)


def _stub(line: str) -> str:
    """Return a line as students get it: the left side of a solution that binds something, else just `...`."""
    assignment, solution = _ASSIGNMENT.match(line), _LINE.match(line)
    if assignment is not None:
        return f"{assignment.group(1)} ..."
    return line if solution is None else f"{solution.group(1)}..."
