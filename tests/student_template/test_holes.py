import ast
import inspect
import re

import numpy as np
import pytest

import reference
from tests.student_template.holes import GRADED, HOLE, SKELETONS, beyond_the_holes, commented_code, parts


@pytest.fixture
def arguments():
    """For each graded function what a student may call it with; caches are the reference's."""
    rng = np.random.default_rng(231)
    x, gamma, beta, dout = rng.normal(size=(6, 4)), rng.normal(size=4), rng.normal(size=4), rng.normal(size=(6, 4))
    w, images = rng.normal(size=(4, 4)), rng.normal(size=(2, 4, 3, 5))
    train, dropout = {"mode": "train"}, {"mode": "train", "p": 0.7, "seed": 1}
    forward = {
        "affine": (x, w, beta),
        "relu": (x,),
        "dropout": (x, dropout),
        "batchnorm": (x, gamma, beta, train),
        "layernorm": (x, gamma, beta, {}),
        "spatial_batchnorm": (images, gamma, beta, {"mode": "train"}),
        "spatial_groupnorm": (images, gamma, beta, 2, {}),
        "instancenorm": (images, gamma, beta, {}),
        "rmsnorm": (x, gamma, {}),
    }
    made = {"softmax_loss": (x, np.array([0, 1, 2, 3, 0, 1]))}
    for layer, given in forward.items():
        out, cache = getattr(reference, f"{layer}_forward")(*given)
        made[f"{layer}_forward"] = given
        made[f"{layer}_backward"] = (dout if out.ndim == 2 else np.ones_like(out), cache)
    return made | {"batchnorm_backward_alt": made["batchnorm_backward"]}


@pytest.mark.parametrize("name", GRADED)
def test_an_empty_function_says_that_it_waits_for_code(name, template, arguments):
    getattr(reference, name)(*arguments[name])  # the reference finds nothing wrong with these arguments
    with pytest.raises(NotImplementedError, match=rf"^{name}: "):
        getattr(template("layers"), name)(*arguments[name])


def test_batch_norm_waits_for_its_test_pass_too_and_refuses_other_modes(template):
    forward = template("layers").batchnorm_forward
    with pytest.raises(NotImplementedError, match=r"^batchnorm_forward: write the test pass"):
        forward(np.ones((3, 2)), np.ones(2), np.zeros(2), {"mode": "test"})
    with pytest.raises(ValueError, match=r"^The mode of batch norm is 'trian'\. It must be"):
        forward(np.ones((3, 2)), np.ones(2), np.zeros(2), {"mode": "trian"})


def test_the_net_waits_for_its_parameters(template):
    with pytest.raises(NotImplementedError, match=r"^FullyConnectedNet: "):
        template("classifiers.fc_net").FullyConnectedNet([5], input_dim=4, normalization="batchnorm")


@pytest.mark.parametrize(("y", "mode"), [(None, "test"), (np.array([0, 1]), "train")])
def test_the_net_waits_for_its_passes_and_has_told_its_layers_the_mode(template, y, mode):
    net = object.__new__(template("classifiers.fc_net").FullyConnectedNet)
    vars(net).update(dtype=np.float64, normalization="batchnorm", use_dropout=True)
    vars(net).update(bn_params=[{}, {}], dropout_param={"p": 0.5})
    with pytest.raises(NotImplementedError, match=r"^FullyConnectedNet\.loss: "):
        net.loss(np.ones((2, 4)), y)
    assert net.bn_params == [{"mode": mode}, {"mode": mode}]
    assert net.dropout_param == {"p": 0.5, "mode": mode}


def test_the_layers_are_holes_and_nothing_else_in_the_order_of_the_course(layers_source):
    assert beyond_the_holes(layers_source) == []
    assert [name for name, _ in parts(ast.parse(layers_source))] == GRADED


def test_the_net_is_holes_and_skeleton_and_nothing_else(net_source):
    assert beyond_the_holes(net_source) == []
    assert [name for name, _ in parts(ast.parse(net_source))] == [*SKELETONS][1:]


def test_layer_utils_gives_affine_and_relu_alone(template_folder):
    tree = ast.parse((template_folder / "cs231n" / "layer_utils.py").read_text())
    assert [name for name, _ in parts(tree)] == ["affine_relu_forward", "affine_relu_backward"]


def test_the_notebook_defines_none_of_the_graded_functions(notebook):
    source = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    assert not set(re.findall(r"(?:def|class) (\w+)", source)) & {*GRADED, "FullyConnectedNet"}


def test_no_comment_is_code(template_folder):
    for path in (template_folder / "cs231n").rglob("*.py"):
        assert commented_code(path.read_text()) == [], path


def test_every_file_is_python_3_10(template_folder):
    for path in (template_folder / "cs231n").rglob("*.py"):
        ast.parse(path.read_text(), feature_version=(3, 10))


def test_each_hole_has_a_comment_that_says_what_to_do(layers_source, net_source):
    for source in (layers_source, net_source):
        banner = r"^ *# -+ YOUR CODE\n(?: *# .*\n){1,8} *# -+\n *raise NotImplementedError\("
        assert len(re.findall(banner, source, re.MULTILINE)) == source.count(f"{HOLE}(") - source.count(f"`{HOLE}(")


@pytest.mark.parametrize("name", [*GRADED, "FullyConnectedNet"])
def test_signatures_are_those_of_the_reference(name, template):
    module = "classifiers.fc_net" if name == "FullyConnectedNet" else "layers"
    own, other = getattr(template(module), name), getattr(reference, name)
    for function, original in [(own, other)] if module == "layers" else [(own, other), (own.loss, other.loss)]:
        defaults = {p.name: p.default for p in inspect.signature(function).parameters.values()}
        assert defaults == {p.name: p.default for p in inspect.signature(original).parameters.values()}


RELU_HOLE = '    raise NotImplementedError("relu_forward: write the forward pass here")\n'


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        (RELU_HOLE, "    return np.maximum(x, 0), x\n", "relu_forward"),
        (RELU_HOLE, f"    out = np.maximum(x, 0)\n{RELU_HOLE}", "relu_forward"),
        (RELU_HOLE, f"{RELU_HOLE}    return np.maximum(x, 0), x\n", "relu_forward"),
        (RELU_HOLE, f"{RELU_HOLE}\n\ndef _positive(x):\n    return x * (x > 0)\n", "_positive"),
        (RELU_HOLE, f"{RELU_HOLE}\n\ndef relu_forward(x):\n    return x * (x > 0), x\n", "relu_forward"),
        (RELU_HOLE, f"{RELU_HOLE}\n\n@solution\ndef relu_backward(x):\n{RELU_HOLE}", "relu_backward"),
        (RELU_HOLE, f"{RELU_HOLE}\n\nrelu = lambda x: np.maximum(x, 0)\n", "line "),
        ("relu_forward: write", "relu_backward: write", "relu_forward"),
        ("    out, cache = None, None\n", "    out, cache = x - x.mean(axis=0), None\n", "batchnorm_forward"),
        ('"momentum", 0.9', '"momentum", 0.99', "batchnorm_forward"),
    ],
)
def test_a_solution_in_the_layers_would_be_found(layers_source, old, new, where):
    changed = layers_source.replace(old, new)
    assert changed != layers_source
    assert any(found.startswith(where) for found in beyond_the_holes(changed))


def test_code_in_a_comment_would_be_found():
    source = "# the mean of x = 3\n# y = np.maximum(x, 0)\nx = 1  # return x\n# x, y\n"
    assert commented_code(source) == ["y = np.maximum(x, 0)", "return x"]
