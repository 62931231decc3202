import ast
import builtins
import re

import nbformat
import pytest

CODE_TAGS = [
    "setup",
    "batchnorm-forward-train",
    "batchnorm-forward-test",
    "batchnorm-backward",
    "batchnorm-backward-alt",
    "fc-batchnorm",
    "train-batchnorm",
    "layernorm-forward",
    "layernorm-backward",
    "fc-layernorm",
]
QUESTION_TAGS = ["inline-1", "inline-2", "inline-3", "inline-4"]

SOLVED = {
    "cs231n/layers.py": "from reference.layers import *\n",
    "cs231n/classifiers/fc_net.py": "from reference.fc_net import FullyConnectedNet\n",
}
"""The modules that students write, handing on the reference's functions."""

ARRAY = r"\[ *(-?\d+\.\d{4}) +(-?\d+\.\d{4}) +(-?\d+\.\d{4})\]"


@pytest.fixture(scope="module")
def solved(run_cells):
    return run_cells(SOLVED)


@pytest.fixture(scope="module")
def untouched(run_cells):
    return run_cells({})


def cells(notebook, kind):
    return [cell for cell in notebook.cells if cell.cell_type == kind]


def tags(cells):
    return [tag for cell in cells for tag in cell.metadata.get("tags", [])]


def python(cell):
    return "\n".join(line for line in cell.source.splitlines() if not line.startswith("%"))


def numbers(text, pattern):
    return [float(number) for number in re.findall(pattern, text, flags=re.MULTILINE)]


def unknown_names(source, known):
    """Names that a cell reads and that neither it, nor the setup cell, nor Python defines."""
    nodes = list(ast.walk(ast.parse(source)))
    names = [node for node in nodes if isinstance(node, ast.Name)]
    return {node.id for node in names if isinstance(node.ctx, ast.Load)} - known - defined_names(source)


def defined_names(source):
    nodes = list(ast.walk(ast.parse(source)))
    return (
        {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        | {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
        | {node.arg for node in nodes if isinstance(node, ast.arg)}
        | {node.asname or node.name for node in nodes if isinstance(node, ast.alias)}
    )


def test_it_is_a_valid_version_4_notebook_for_python_3(notebook):
    nbformat.validate(notebook)
    assert notebook.nbformat == 4
    assert notebook.metadata.kernelspec.name == "python3"


def test_it_was_never_run(notebook):
    for cell in cells(notebook, "code"):
        assert cell.outputs == []
        assert cell.execution_count is None


def test_cell_ids_differ(notebook):
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)


def test_each_code_cell_has_its_tag_in_order(notebook):
    found = [cell.metadata.get("tags") for cell in cells(notebook, "code")]
    assert [tag for tag in found if tag != ["experiment"]] == [[tag] for tag in CODE_TAGS]
    assert found.count(["experiment"]) == 4


def test_the_questions_are_tagged_in_order_and_wait_for_an_answer(notebook):
    assert tags(cells(notebook, "markdown")) == QUESTION_TAGS
    questions = [cell for cell in cells(notebook, "markdown") if cell.metadata.get("tags")]
    for number, cell in enumerate(questions, 1):
        assert cell.source.startswith(f"## Inline question {number}\n\n")
        assert cell.source.endswith("\n\n## Answer\n\n[FILL THIS IN]")


def test_setup_needs_numpy_and_the_package_alone(notebook):
    nodes = ast.walk(ast.parse(python(cells(notebook, "code")[0])))
    imported = {node.names[0].name if isinstance(node, ast.Import) else node.module for node in _imports(nodes)}
    assert {name.split(".")[0] for name in imported} == {"time", "numpy", "cs231n", "matplotlib"}
    assert "except ImportError" in python(cells(notebook, "code")[0])
    # The solved assignment has only the rubric's functions in layers.py, and layer_utils wants others.
    assert "cs231n.layer_utils" not in imported


def _imports(nodes):
    return [node for node in nodes if isinstance(node, (ast.Import, ast.ImportFrom))]


def test_each_cell_uses_only_names_of_its_own_and_of_setup(notebook):
    setup, *others = [python(cell) for cell in cells(notebook, "code")]
    known = defined_names(setup) | set(dir(builtins))
    assert [unknown_names(source, known) for source in others] == [set()] * len(others)


def test_a_name_from_another_cell_would_be_noticed():
    assert unknown_names("y = [x + z for z in range(3)]", {"range"}) == {"x"}


def test_untouched_every_cell_but_setup_says_what_is_missing(untouched):
    assert list(untouched) == CODE_TAGS
    assert untouched.pop("setup") == {"shown": "", "error": None}
    assert all(cell["error"].startswith("NotImplementedError: ") for cell in untouched.values())


def test_solved_every_cell_runs(solved):
    assert {tag: cell["error"] for tag, cell in solved.items()} == dict.fromkeys(CODE_TAGS)


@pytest.mark.parametrize(
    ("tag", "line", "expected"),
    [
        ("batchnorm-forward-train", "after batch norm, means: ", [0, 0, 0]),
        ("batchnorm-forward-train", "after batch norm, stds:  ", [1, 1, 1]),
        ("batchnorm-forward-train", "after scale and shift, means: ", [-1, 0, 4]),
        ("batchnorm-forward-train", "after scale and shift, stds:  ", [0.5, 2, 3]),
        ("layernorm-forward", "after layer norm, means: ", [0, 0, 0]),
        ("layernorm-forward", "after layer norm, stds:  ", [1, 1, 1]),
        ("layernorm-forward", "after scale and shift, means: ", [-2, -2, -2]),
        ("layernorm-forward", "after scale and shift, stds:  ", [3, 3, 3]),
    ],
)
def test_solved_means_and_stds_are_as_the_text_says(solved, tag, line, expected):
    [shown] = re.findall(f"^{line}{ARRAY}$", solved[tag]["shown"], flags=re.MULTILINE)
    assert [float(number) for number in shown] == pytest.approx(expected, abs=2e-4)


@pytest.mark.parametrize(
    ("line", "expected"), [("in test mode, means: ", [-1, 0, 4]), ("in test mode, stds:  ", [0.5, 2, 3])]
)
def test_solved_test_mode_is_near_beta_and_gamma(solved, line, expected):
    [shown] = re.findall(f"^{line}{ARRAY}$", solved["batchnorm-forward-test"]["shown"], flags=re.MULTILINE)
    assert [float(number) for number in shown] == pytest.approx(expected, abs=0.5)


@pytest.mark.parametrize(
    ("tag", "word", "limit"),
    [
        ("batchnorm-backward", "error", 1e-7),
        ("layernorm-backward", "error", 1e-7),
        ("batchnorm-backward-alt", "difference", 1e-10),
    ],
)
@pytest.mark.parametrize("gradient", ["dx", "dgamma", "dbeta"])
def test_solved_gradients_agree(solved, tag, word, limit, gradient):
    [error] = numbers(solved[tag]["shown"], rf"^{gradient} {word}:  (\d\.\de[+-]\d\d)$")
    assert error < limit


def test_solved_speed_is_shown(solved):
    [ratio] = numbers(solved["batchnorm-backward-alt"]["shown"], r"^speed ratio: (\d+\.\d)$")
    assert ratio > 0


@pytest.mark.parametrize("kind", ["batchnorm", "layernorm"])
def test_solved_nets_agree_for_both_strengths_of_regularization(solved, kind):
    shown = solved[f"fc-{kind}"]["shown"]
    assert numbers(shown, r"^reg = (.+)$") == [0, 3.14]
    assert len(numbers(shown, r"^loss: (\d+\.\d{6})$")) == 2
    errors = re.findall(r"^(\w+\d) relative error: (\d\.\d\de[+-]\d\d)$", shown, flags=re.MULTILINE)
    assert len(errors) == 2 * 10
    noise = {"b1", "b2"} if kind == "batchnorm" else set()
    assert max(float(error) for name, error in errors if name not in noise) < 1e-5


def test_solved_batch_norm_helps_the_training(solved):
    text = solved["train-batchnorm"]["shown"]
    line = r"^{} batch norm: training accuracy \d\.\d{{3}}, validation accuracy (\d\.\d{{3}})$"
    [without], [with_it] = numbers(text, line.format("without")), numbers(text, line.format("with"))
    assert with_it > 0.95
    assert with_it > without + 0.03
