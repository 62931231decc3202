"""The promises of the package as a whole: what it exports, what it imports, and where else it can be loaded."""

import ast
import importlib.util
import inspect
import sys
from pathlib import Path

import numpy as np
import pytest

import reference
from reference import layers

ROOT = Path(reference.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))


def imports(path):
    """(number of leading dots, first name) of every import in a file."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((0, alias.name.split(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names = [node.module] if node.module else [alias.name for alias in node.names]
            yield from ((node.level, name.split(".")[0]) for name in names)


def test_imports_are_relative_or_numpy_or_types():
    allowed = {"numpy", "typing", "types", "collections"}
    assert [
        (path.relative_to(ROOT), name)
        for path in FILES
        for level, name in imports(path)
        if level == 0 and name not in allowed
    ] == []


def test_the_package_can_be_loaded_under_a_private_name():
    spec = importlib.util.spec_from_file_location("_private_name", ROOT / "__init__.py")
    package = importlib.util.module_from_spec(spec)
    sys.modules["_private_name"] = package
    try:
        spec.loader.exec_module(package)
        assert package.batchnorm_forward.__module__ == "_private_name.batchnorm"
        assert package.batchnorm_forward is not reference.batchnorm_forward
    finally:
        for name in [name for name in sys.modules if name.partition(".")[0] == "_private_name"]:
            del sys.modules[name]


def test_exports_are_sorted_and_exist():
    for module in (reference, layers):
        assert module.__all__ == sorted(module.__all__)
        assert all(callable(getattr(module, name)) for name in module.__all__)


def test_layers_gathers_every_public_function_of_the_layer_files():
    modules = {inspect.getmodule(getattr(layers, name)) for name in layers.__all__}
    written = {
        name
        for module in modules
        for name, value in inspect.getmembers(module, inspect.isfunction)
        if value.__module__ == module.__name__ and not name.startswith("_")
    }
    assert written == set(layers.__all__)
    assert written <= set(reference.__all__)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("affine_forward", "x w b"),
        ("affine_backward", "dout cache"),
        ("relu_forward", "x"),
        ("dropout_forward", "x dropout_param"),
        ("softmax_loss", "x y"),
        ("batchnorm_forward", "x gamma beta bn_param"),
        ("batchnorm_backward_alt", "dout cache"),
        ("layernorm_forward", "x gamma beta ln_param"),
        ("spatial_batchnorm_forward", "x gamma beta bn_param"),
        ("spatial_groupnorm_forward", "x gamma beta G gn_param"),
        ("instancenorm_forward", "x gamma beta in_param"),
        ("rmsnorm_forward", "x gamma rms_param"),
        (
            "FullyConnectedNet",
            "hidden_dims input_dim num_classes dropout_keep_ratio normalization reg weight_scale dtype seed",
        ),
    ],
)
def test_arguments_have_the_courses_names_and_order(name, arguments):
    assert list(inspect.signature(getattr(reference, name)).parameters) == arguments.split()


IMAGES = (2, 4, 3, 3)
CALLS = {
    "affine": [(5, 3), (3, 3), (3,)],
    "relu": [(5, 3)],
    "dropout": [(5, 3), {"mode": "train", "p": 0.5}],
    "batchnorm": [(5, 3), (3,), (3,), {"mode": "train"}],
    "layernorm": [(5, 3), (3,), (3,), {}],
    "rmsnorm": [(5, 3), (3,), {}],
    "spatial_batchnorm": [IMAGES, (4,), (4,), {"mode": "train"}],
    "spatial_groupnorm": [IMAGES, (4,), (4,), 2, {}],
    "instancenorm": [IMAGES, (4,), (4,), {}],
}


@pytest.mark.parametrize("layer", CALLS)
def test_no_layer_changes_the_arrays_it_is_given_and_a_cache_can_be_used_twice(layer, rng):
    args = [rng.normal(size=a) if isinstance(a, tuple) else a for a in CALLS[layer]]
    for array in args:
        if isinstance(array, np.ndarray):
            array.flags.writeable = False
    out, cache = getattr(layers, f"{layer}_forward")(*args)
    dout = rng.normal(size=out.shape)
    dout.flags.writeable = False
    first, second = (getattr(layers, f"{layer}_backward")(dout, cache) for _ in range(2))
    assert all(np.array_equal(a, b) for a, b in zip(first, second, strict=True))
