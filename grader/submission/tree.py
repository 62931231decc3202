"""Parses a module once for all parts of the intake that look at its syntax tree."""

from __future__ import annotations

import ast
from functools import lru_cache


@lru_cache(maxsize=32)
def tree_of(content: bytes) -> ast.Module:
    """Return the syntax tree of a source, which must not be changed; raise what `ast.parse` raises."""
    return ast.parse(content)
