"""A module's syntax tree: several parts of the intake look at it, and it is read once."""

from __future__ import annotations

import ast
from functools import lru_cache


@lru_cache(maxsize=32)
def tree_of(content: bytes) -> ast.Module:
    """Return the tree, which nobody changes; raises what `ast.parse` raises."""
    return ast.parse(content)
