"""Makes statements that compare what a piece of test code shows with what it showed when the source was saved.

otter compares as doctest does: character by character. Where that is not followed: docs/decisions/0041.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from grader.model.magics import without_magics

_CAPTURE = "with contextlib.redirect_stdout(io.StringIO()) as shown_text:"
_TRY = """\
try:
    pass
except Exception as error:
    shown_error = f'{type(error).__name__}: {error}'.removesuffix(': ') + '\\n'
else:
    shown_error = 'nothing'"""
_BARE = re.compile(r"np\.(?:[a-z]+\d*_?)\(((?:[^()'\"]|'[^']*'|\"[^\"]*\")*)\)")
"""A number or text as numpy 2 shows it; group 1 is how numpy 1 does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPiece:
    """A piece of test code, with what it must show."""

    prints: str
    """Its statements; the value of its last one is printed."""
    saved: str | None = None
    """The text that it must show; None where nothing is compared."""
    flags: tuple[str, ...] = ()
    """Names of doctest's options for the comparison."""
    raises: str = ""
    """The exception that it must raise, as doctest shows it; empty where it must not raise."""

    @property
    def code(self) -> str:
        """Return statements that raise nothing when the piece shows what it must show."""
        if self.raises:
            return _raising(self.prints, self.raises)
        if self.saved is None:
            return self.prints
        flags = " | ".join(f"doctest.{flag}" for flag in self.flags) or "0"
        compared = f"doctest.OutputChecker().check_output({self.saved!r}, shown_text, {flags})"
        return (
            f"import contextlib, doctest, io\n{_inside(_CAPTURE, self.prints)}\nshown_text = shown_text.getvalue()\n"
            f"assert {compared}, f'it shows {{shown_text!r}}'"
        )

    def filled(self, shown: str) -> ShownPiece | None:
        """Return the piece with what the solved notebook shows here; None where that is another thing.

        A source without saved outputs, and one that was saved with a numpy that showed `2.5` for `np.float64(2.5)`,
        are filled in.

        Args:
            shown: what the solved notebook shows.
        """
        if self.saved is None or self.raises or shown == self.saved:
            return self
        if not self.saved.strip() or _bare(shown) == _bare(self.saved) or self.flags:
            return self if self.flags else replace(self, saved=shown)
        return None


def shown_piece(code: str, saved: str) -> ShownPiece:
    """Return the piece for a cell of test code.

    Args:
        code: the cell's text.
        saved: its saved output; empty where it showed nothing or was cleared.

    Raises:
        SyntaxError: it is no Python.
    """
    text = without_magics(code)
    tree = ast.parse(text)
    last = tree.body[-1] if tree.body else None
    quiet = not isinstance(last, ast.Expr) or _is_assertion(last)
    if not saved and quiet and not any(_is_print(part) for part in ast.walk(tree)):
        return ShownPiece(prints=text)
    whole = saved if not saved or saved.endswith("\n") else f"{saved}\n"
    return ShownPiece(prints=printing(tree), saved=whole)


def printing(tree: ast.Module) -> str:
    """Return statements that print the value of the last one, as a notebook shows it."""
    if tree.body and isinstance(last := tree.body[-1], ast.Expr):
        shown = f"shown_value = {ast.unparse(last.value)}\nif shown_value is not None:\n    print(repr(shown_value))"
        return ast.unparse(ast.Module(body=[*tree.body[:-1], *ast.parse(shown).body], type_ignores=[]))
    return ast.unparse(tree)


def texts_program(pieces: Sequence[ShownPiece]) -> str:
    """Return statements that print, as a literal, the list of what each piece shows."""
    parts = ["import contextlib, io", "shown_texts = []"]
    for piece in pieces:
        code = piece.code if piece.raises else piece.prints
        parts.append(f"{_inside(_CAPTURE, code)}\nshown_texts.append(shown_text.getvalue())")
    return "\n".join([*parts, "print(repr(shown_texts))"])


def _bare(text: str) -> str:
    """Return a shown text without blanks, and with numbers as numpy 1 showed them."""
    return "".join(_BARE.sub(r"\1", text).replace("np.True_", "True").replace("np.False_", "False").split())


def _raising(code: str, wanted: str) -> str:
    """Return statements that raise nothing when some code raises an exception with the wanted words."""
    tree = ast.parse(f"{_TRY}\nassert shown_error == {wanted!r}, f'it raises {{shown_error!r}}'")
    attempt = tree.body[0]
    if isinstance(attempt, ast.Try):
        attempt.body = ast.parse(code).body
    return ast.unparse(tree)


def _inside(head: str, code: str) -> str:
    """Return statements inside of a compound statement such as `with ...:`."""
    tree = ast.parse(f"{head}\n    pass")
    outer = tree.body[0]
    if isinstance(outer, ast.With):
        outer.body = ast.parse(code).body or outer.body
    return ast.unparse(tree)


def _is_assertion(node: ast.Expr) -> bool:
    called = node.value.func if isinstance(node.value, ast.Call) else None
    return called is not None and ast.unparse(called).split(".")[-1].startswith("assert")


def _is_print(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
