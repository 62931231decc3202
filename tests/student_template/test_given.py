"""The modules that students are given whole: they need numpy and each other, and keep the course's arguments."""

import ast
import inspect

import pytest

GIVEN = ("optim", "solver", "gradient_check")


@pytest.mark.parametrize("name", GIVEN)
def test_a_module_imports_only_numpy_and_the_others(name, template_folder):
    tree = ast.parse((template_folder / f"cs231n/{name}.py").read_text(encoding="utf-8"))
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    found = {n.module if isinstance(n, ast.ImportFrom) and n.module else n.names[0].name for n in nodes}
    assert {module.split(".")[0] for module in found} <= {"numpy", "typing", "collections", *GIVEN}


def test_they_work_in_a_package_of_another_name(template):
    assert template("solver").optim is template("optim")
    assert template("gradient_check").rel_error(1.0, 1.0) == 0


@pytest.mark.parametrize(
    ("module", "name", "arguments"),
    [
        ("optim", "adam", "w dw config"),
        ("gradient_check", "eval_numerical_gradient", "f x verbose h"),
        ("gradient_check", "eval_numerical_gradient_array", "f x df h"),
    ],
)
def test_arguments_have_the_courses_names_and_order(module, name, arguments, template):
    assert list(inspect.signature(getattr(template(module), name)).parameters) == arguments.split()
