"""Reads the doctest of an OK-format test as pieces of test code, with what each must show."""

from __future__ import annotations

import ast
import doctest
from textwrap import dedent

from .otter_shown import ShownPiece, printing


def doctest_pieces(text: str) -> tuple[ShownPiece, ...]:
    """Return the pieces of a doctest.

    Args:
        text: lines with `>>>` and `...`, and what they must show.

    Raises:
        ValueError: it is no doctest.
        SyntaxError: an example is no Python.
    """
    examples = doctest.DocTestParser().get_examples(dedent(text))
    return tuple(_piece(example) for example in examples if not example.options.get(doctest.SKIP))


def _piece(example: doctest.Example) -> ShownPiece:
    tree = ast.parse(example.source)
    if example.exc_msg is not None:
        return ShownPiece(prints=example.source, raises=example.exc_msg)
    if not example.want and not (tree.body and isinstance(tree.body[-1], ast.Expr)):
        return ShownPiece(prints=example.source)
    flags = {value: name for name, value in doctest.OPTIONFLAGS_BY_NAME.items()}
    wanted = tuple(sorted(flags[flag] for flag, is_on in example.options.items() if is_on))
    return ShownPiece(prints=printing(tree), saved=example.want, flags=wanted)
