"""What is below a node, but for operators and contexts, in the order of `ast.walk`."""

import ast
from pathlib import Path

from grader.submission.tree import nodes_in

SILENT = (ast.expr_context, ast.operator, ast.boolop, ast.unaryop, ast.cmpop)


def test_the_nodes_of_a_module_are_those_of_walk_but_for_operators_and_contexts():
    tree = ast.parse(
        Path(__file__).read_text() + "\nx = -1 if not a or b < 2 else {**c}\nmatch x:\n    case [1, *_]: pass\n"
    )
    found, walked = (
        [node for node in nodes if not isinstance(node, SILENT)] for nodes in (nodes_in(tree), ast.walk(tree))
    )
    assert found == walked
