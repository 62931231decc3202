"""Chooses the tests of a converted assignment that can be used here: those that its solved notebook passes."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType, ModuleType

from grader.checks.asserts.check import Asserts
from grader.checks.asserts.outcome import Tested
from grader.checks.asserts.run import Asked, on_reference
from grader.model.assignment import Reference
from grader.model.magics import without_magics
from grader.sandbox.child.artists import FIGURES, is_installed

from .converted import ConvertedAssignment, ConvertedPart, NotConverted, defined
from .nbgrader_autotest import LINE as AUTOTEST
from .nbgrader_autotest import expanded
from .otter_shown import texts_program
from .solved.statements import needed, statements_of, text_of

_PLOTS = {"matplotlib", "seaborn", "plotly", "bokeh", "altair", "IPython", "ipywidgets", "otter", "nbgrader"}
"""Libraries that only display something; a reference needs none of them."""
_ASKED_HERE = r"""["'](?:builtins\.(?:input|print)|sys\.std(?:in|out))["']"""
"""What a test may replace: the student's code asks it of the test."""
_FOREIGN = (
    (re.compile(r"\binspect\.(?!signature\b)|\bgetsource\b|\b__code__\b"), "it looks at the student's source"),
    (re.compile(r"\bget_ipython\b|\bIn\[|\bOut\[|\bglobals\(\)"), "it looks at the notebook itself"),
    (
        re.compile(rf"\bpatch\((?!{_ASKED_HERE})|\bMagicMock\b|\bmock\.(?!patch\({_ASKED_HERE})"),
        "it replaces functions inside of the student's code",
    ),
)
"""Patterns of test code that cannot run here, each with the reason for the instructor."""
_PLOT = re.compile(r"\bplt\.|\bgcf\b|\bget_axes\b|\bfig(?:ure)?\.")
"""What only test code that looks at a plot holds."""
_LOOKS = re.compile(rf"{_PLOT.pattern}|\bpyplot\b|\bgca\b|\bax(?:es)?\b\s*[.\[]|\bplotchecker\b")
"""What test code may hold that looks at a plot."""


def looks_at_plots(converted: ConvertedAssignment) -> bool:
    """Return whether tests look at plots, which can be where matplotlib is installed; then no window is opened here."""
    looks = is_installed() and any(_LOOKS.search(item.code) for item in converted.items)
    if looks:
        os.environ.setdefault("MPLBACKEND", "agg")
    return looks


_NO_MARKS: Mapping[int, Sequence[str]] = MappingProxyType({})


def solved_module(
    solution: Iterable[str], marks: Mapping[int, Sequence[str]] = _NO_MARKS, *, draws: bool = False
) -> str:
    """Return the text of a module with the solved notebook's code, without magics and statements that only display.

    Args:
        solution: the source of each code cell; one that is not valid Python is left out.
        marks: the names of the places above a cell, by its index; the count of cells is the end.
        draws: whether what matplotlib draws stays in it.
    """
    cells = [*solved_cells(solution, draws=draws), ""]
    texts = (text for index, cell in enumerate(cells) for text in (*map(_mark, marks.get(index, ())), cell))
    return "\n\n".join(filter(None, texts)) + "\n"


def _mark(place: str) -> str:
    return f"# place: {place}"


def solved_cells(solution: Iterable[str], *, draws: bool = False) -> list[str]:
    """Return what `solved_module` takes of each cell; an empty text for a cell of which it takes nothing."""
    parts = []
    for source in solution:
        try:
            tree = ast.parse(without_magics(source))
        except (SyntaxError, ValueError):
            tree = ast.Module(body=[], type_ignores=[])  # a test that needs a name of it is left out with the reason
        parts.append(tree)
    shows: set[str] = set()
    texts: list[str] = []
    for tree in parts:
        dropped = [
            node for node in tree.body if _only_shows(node, shows, draws=draws)
        ]  # their names are for display alone
        kept = [node for node in tree.body if node not in dropped]
        texts.append(ast.unparse(ast.Module(body=kept, type_ignores=[])))
    return texts


def portable_tests(converted: ConvertedAssignment, reference: Reference) -> ConvertedAssignment:
    """Return an assignment with only the tests that can be used here; the others are in `left`, with the reason.

    Args:
        converted: the assignment as it was read.
        reference: the solved notebook, which must pass each test.
    """
    declared = frozenset(name for source in converted.solution for name in defined(source))
    items, left, earlier = [], list(converted.left), list[str]()
    for source_item in converted.items:
        item, unexpanded = _complete(source_item, declared, reference)
        foreign = unexpanded or ("" if item.is_manual else _foreign(item))
        why = foreign or ("" if item.is_manual else _failing(item, declared, reference))
        continued = _continuing(item, earlier) if why and not foreign else item
        earlier.append(item.code)
        if continued != item and not _failing(continued, declared, reference):
            item, why = continued, ""
        if why:
            left.append(NotConverted(cell=item.cell, id=item.id, why=why, question=item.question, points=item.points))
        else:
            items.append(item)
    return replace(converted, items=tuple(items), left=tuple(left))


def _complete(item: ConvertedPart, declared: frozenset[str], reference: Reference) -> tuple[ConvertedPart, str]:
    """Return a part whose tests are complete, or why they cannot be: saved outputs, and lines of `AUTOTEST`."""
    if not AUTOTEST.search(item.code):
        return filled(item, declared, reference), ""

    def texts(code: str) -> list[str]:
        return _shown(replace(item, code=code), declared, reference)

    try:
        return replace(item, code=expanded(item.code, texts)), ""
    except ValueError as error:
        return item, str(error)


def filled(item: ConvertedPart, declared: frozenset[str], reference: Reference) -> ConvertedPart:
    """Return a part whose tests compare with what the solved notebook shows, where the source has no saved output.

    Args:
        item: the part; one that compares no output, or cannot be run, is returned as it is.
        declared: names that always mean the student's objects.
        reference: the solved notebook.
    """
    tests = []
    for pieces in item.tests:
        shown = _shown(replace(item, code=texts_program(pieces)), declared, reference)
        found = [piece.filled(text) for piece, text in zip(pieces, shown, strict=False)]
        tests.append(tuple(new or old for new, old in zip(found, pieces, strict=True)) if found else pieces)
    code = "\n".join(piece.code for pieces in tests for piece in pieces)
    return replace(item, code=code, tests=tuple(tests)) if tuple(tests) != item.tests else item


def _shown(item: ConvertedPart, declared: frozenset[str], reference: Reference) -> list[str]:
    """Return the texts that a program prints as a list; none where it raises, or prints too much to be kept."""
    try:
        return list(ast.literal_eval(_tested(item, declared, reference).printed))
    except (SyntaxError, ValueError):
        return []


def _continuing(item: ConvertedPart, earlier: Iterable[str]) -> ConvertedPart:
    """Return a test that begins with the statements of earlier tests that bind the variables it reads."""
    before = statements_of(earlier)
    read = {name for statement in statements_of([item.code]) for name in statement.now | statement.later}
    lines = text_of(needed(before, read & {name for statement in before for name in statement.binds}))
    return replace(item, code=f"{lines.lstrip()}\n{item.code}") if lines.strip() else item


def read_by(converted: ConvertedAssignment, reference: Reference) -> list[str]:
    """Return the names of the solved notebook's variables that tests read; functions and modules are left out.

    Args:
        converted: the assignment, with the tests.
        reference: the solved notebook, with the variables.
    """
    declared = {name for source in converted.solution for name in defined(source)}
    own = {name for name in vars(reference.modules[0]) if not name.startswith("_")} - declared
    found: dict[str, None] = {}
    for item in converted.items:
        for part in ast.walk(ast.parse(without_magics(item.code))):
            if isinstance(part, ast.Name) and part.id in own:
                found[part.id] = None
    values = {name: vars(reference.modules[0])[name] for name in found}
    return [name for name, value in values.items() if not isinstance(value, ModuleType) and not callable(value)]


def _foreign(item: ConvertedPart) -> str:
    if not is_installed() and _PLOT.search(item.code):
        return "it looks at a plot, and matplotlib is not installed here"
    return next((why for pattern, why in _FOREIGN if pattern.search(item.code)), "")


def _failing(item: ConvertedPart, declared: frozenset[str], reference: Reference) -> str:
    try:
        tested = _tested(item, declared, reference)
    except SyntaxError as error:
        return f"it is no Python: {error}"
    if tested.fraction >= 1:
        return ""
    return f"the solved notebook does not pass it here: {tested.said or tested.line}"


def _tested(item: ConvertedPart, declared: frozenset[str], reference: Reference) -> Tested:
    asked = Asked(
        key=item.id, check=Asserts(code=item.code, place=item.place), points=item.points, declared=declared, seed=0
    )
    return on_reference(asked, reference.find).tested[0]


def _shown_by(node: ast.stmt, libraries: Collection[str]) -> list[str]:
    """Return the names that a statement gives to imported libraries that only display something."""
    if isinstance(node, ast.Import):
        return [(a.asname or a.name).split(".")[0] for a in node.names if a.name.split(".")[0] in libraries]
    if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in libraries:
        return [alias.asname or alias.name for alias in node.names]
    return []


def _only_shows(node: ast.stmt, shows: set[str], *, draws: bool) -> bool:
    """Return whether a statement only displays something; the names that it binds are added to `shows`.

    Args:
        node: a statement at the top level.
        shows: names of libraries and values that only display something; it is changed.
        draws: whether matplotlib does more than that.
    """
    imported = _shown_by(node, _PLOTS - {FIGURES} if draws else _PLOTS)
    if imported:
        shows.update(imported)
        return True
    names = [part for part in ast.walk(node) if isinstance(part, ast.Name)]
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return False
    if shows & {part.id for part in names}:
        shows.update(part.id for part in names if isinstance(part.ctx, ast.Store))
        return True
    is_shown = isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    return is_shown and ast.unparse(node).startswith(("print(", "display(", "plt.show("))
