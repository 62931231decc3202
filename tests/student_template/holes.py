"""Tells whether a module of the template holds a solution: it knows all that may stand there."""

import ast
import io
import re
import textwrap
import tokenize

GRADED = [
    "affine_forward",
    "affine_backward",
    "relu_forward",
    "relu_backward",
    "softmax_loss",
    "dropout_forward",
    "dropout_backward",
    "batchnorm_forward",
    "batchnorm_backward",
    "batchnorm_backward_alt",
    "layernorm_forward",
    "layernorm_backward",
    "spatial_batchnorm_forward",
    "spatial_batchnorm_backward",
    "spatial_groupnorm_forward",
    "spatial_groupnorm_backward",
    "instancenorm_forward",
    "instancenorm_backward",
    "rmsnorm_forward",
    "rmsnorm_backward",
]
"""The functions of layers.py, in their order there."""

HOLE = "raise NotImplementedError"

SKELETONS = {
    "batchnorm_forward": """
        mode = bn_param["mode"]
        eps = bn_param.get("eps", 1e-5)
        momentum = bn_param.get("momentum", 0.9)
        N, D = x.shape
        running_mean = bn_param.get("running_mean", np.zeros(D, dtype=x.dtype))
        running_var = bn_param.get("running_var", np.zeros(D, dtype=x.dtype))
        out, cache = None, None
        if mode == "train":
            raise NotImplementedError
        elif mode == "test":
            raise NotImplementedError
        else:
            raise ValueError(f'The mode of batch norm is {mode!r}. It must be "train" or "test".')
        bn_param["running_mean"] = running_mean
        bn_param["running_var"] = running_var
        return out, cache
    """,
    "FullyConnectedNet.__init__": """
        self.normalization = normalization
        self.use_dropout = dropout_keep_ratio != 1
        self.reg = reg
        self.num_layers = 1 + len(hidden_dims)
        self.dtype = dtype
        self.params = {}
        raise NotImplementedError
        self.dropout_param = {}
        if self.use_dropout:
            self.dropout_param = {"mode": "train", "p": dropout_keep_ratio}
            if seed is not None:
                self.dropout_param["seed"] = seed
        self.bn_params = []
        if self.normalization == "batchnorm":
            self.bn_params = [{"mode": "train"} for _ in hidden_dims]
        if self.normalization == "layernorm":
            self.bn_params = [{} for _ in hidden_dims]
        for name, value in self.params.items():
            self.params[name] = value.astype(dtype)
    """,
    "FullyConnectedNet.loss": """
        X = X.astype(self.dtype)
        mode = "test" if y is None else "train"
        if self.use_dropout:
            self.dropout_param["mode"] = mode
        if self.normalization == "batchnorm":
            for bn_param in self.bn_params:
                bn_param["mode"] = mode
        scores = None
        raise NotImplementedError
        if mode == "test":
            return scores
        loss, grads = 0.0, {}
        raise NotImplementedError
        return loss, grads
    """,
}
"""All that a function may hold beyond its docstring and one hole: whatever else stands there is a solution."""


def beyond_the_holes(source):
    """Where a module holds more than imports, docstrings, holes and skeletons; functions as named in GRADED."""
    found, seen = [], set()
    for name, node in parts(ast.parse(source)):
        if not isinstance(node, ast.FunctionDef):
            found.append(name)
            continue
        allowed = ast.unparse(ast.parse(textwrap.dedent(SKELETONS.get(name, HOLE))))
        if _code(node, name) != allowed or name in seen or node.decorator_list:
            found.append(name)
        seen.add(name)
    return found


def parts(tree, prefix=""):
    """Functions by name, and any other statement that is neither docstring, import nor class."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not prefix:
            yield from parts(node, f"{node.name}.")
        elif not isinstance(node, (ast.Import, ast.ImportFrom)) and not _is_text(node):
            yield prefix + getattr(node, "name", f"line {node.lineno}"), node


def _is_text(node):
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _code(function, name):
    """The statements of a function without docstring, and its holes without their message."""
    lines = "\n".join(ast.unparse(node) for node in function.body if not _is_text(node))
    told = name.removesuffix(".__init__")
    return re.sub(rf"{HOLE}\('{told}: [^']+'\)", HOLE, lines)


def commented_code(source):
    """Comments that are statements: an assignment or a return that someone only switched off."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    comments = [token.string.strip("# ") for token in tokens if token.type == tokenize.COMMENT]
    return [text for text in comments if _is_statement(text)]


def _is_statement(text):
    try:
        [node] = ast.parse(text).body
    except (SyntaxError, ValueError):
        return False
    return isinstance(node, (ast.Assign, ast.AugAssign, ast.Return))
