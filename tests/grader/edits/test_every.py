"""Each kind of edit is made where it belongs, as a change of the text that leaves the rest alone."""

import ast

import pytest

from grader.edits.edit import EditKind
from grader.edits.every import KINDS, edits_of, ranked_edits_of
from grader.edits.function_code import functions_in

BEFORE = "# a comment that stays\nimport numpy as np\n\n\n"


def code_of(body, head="def f(x, gamma, beta, eps):", name="f"):
    lines = "\n".join(f"    {line}" for line in body.split("\n"))
    return functions_in(f"{BEFORE}{head}\n{lines}\n")[name]


def texts(body, kind=None, **options):
    code = code_of(body, **options)
    found = [edit for edit in edits_of(code) if kind is None or edit.kind is kind]
    return [code.with_edit(edit).split("\n", 1)[1].strip() for edit in found]


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        (EditKind.AXIS, "return x.sum(axis=0)", "return x.sum(axis=1)"),
        (EditKind.AXIS, "return np.sum(x, 0)", "return np.sum(x, 1)"),
        (EditKind.AXIS, "return x.sum()", "return x.sum(axis=0)"),
        (EditKind.KEEPDIMS, "return x.mean(1)", "return x.mean(1, keepdims=True)"),
        (EditKind.KEEPDIMS, "return x.mean(1, keepdims=True)", "return x.mean(1, keepdims=False)"),
        (EditKind.EPS_PLACE, "return x / (np.sqrt(gamma) + eps)", "return x / (np.sqrt(gamma + eps))"),
        (EditKind.EPS_PLACE, "return np.std(x, axis=0) + eps", "return np.sqrt(np.var(x, axis=0) + eps)"),
        (EditKind.EPS_PLACE, "return np.sqrt(x + eps)", "return np.sqrt(x) + eps"),
        (EditKind.NAME, "return beta", "return gamma"),
        (EditKind.REDUCTION, "return x.mean(0)", "return x.sum(0)"),
        (EditKind.DDOF, "return x.var(0)", "return x.var(0, ddof=1)"),
        (EditKind.FUNCTION, "return np.maximum(x, 0)", "return np.minimum(x, 0)"),
        (EditKind.OPERATOR, "return x + beta", "return x - beta"),
        (EditKind.OPERATOR, "x += beta", "x -= beta"),
        (EditKind.OPERATOR, "return x / beta", "return x // beta"),
        (EditKind.SWAPPED, "return x - beta", "return beta - x"),
        (EditKind.SIGN, "return -x", "return x"),
        (EditKind.SIGN, "return x * beta", "return -(x * beta)"),
        (EditKind.NUMBER, "return 2 * x", "return 0.5 * x"),
        (EditKind.BOUND, "return x[1]", "return x[2]"),
        (EditKind.BOUND, "for i in range(3): x[i] = 0", "for i in range(4): x[i] = 0"),
        (EditKind.POWER, "return x ** 2", "return x ** 1.5"),
        (EditKind.POWER, "return x / gamma", "return x / np.sqrt(gamma)"),
        (EditKind.TERM_EXTRA, "return gamma * x + beta", "return (gamma * x)"),
        (EditKind.TERM_MISSING, "return gamma * x", "return (gamma * x) + beta"),
        (EditKind.FACTOR_MISSING, "return x + beta", "return (x * gamma) + beta"),
        (EditKind.FACTOR_MISSING, "return x", "return 0.5 * x"),
        (EditKind.ACCUMULATION, "x += beta", "x = beta"),
        (EditKind.ACCUMULATION, "x = beta", "x += beta"),
        (EditKind.CONDITION, "return beta if x > 0 else gamma", "return beta if (x >= 0) else gamma"),
        (EditKind.STATEMENT_EXTRA, "x = beta", "pass"),
        (EditKind.STATEMENT_ORDER, "x = beta\ny = x", "y = x\n    x = beta"),
        (EditKind.RETURN_ORDER, "return x, gamma", "return gamma, x"),
        (EditKind.UNPACK, "a, b = x", "b, a = x"),
        (EditKind.SHAPE, "return x.T", "return x"),
        (EditKind.ARGUMENT, "return x.reshape(2, 3)", "return x.reshape(3, 2)"),
        (EditKind.KEY, "return x['mean'] - x['var']", "return x['var'] - x['var']"),
        (EditKind.ARGUMENT, "return g(x, beta)", "return g(beta, x)"),
        (EditKind.ARGUMENT, "return g(x)", "return g(x, eps)"),
        (EditKind.ARGUMENT, "return g(beta)", "return g(x, beta)"),
        (EditKind.SHAPE, "return x[:, None]", "return x"),
        (EditKind.BOUND, "return x[gamma]", "return x[(gamma - 1)]"),
        (EditKind.EPS_PLACE, "return np.sqrt(x ** 2 + eps)", "return x + eps"),
        (EditKind.TERM_MISSING, "return 2 * (x * x)", "return 2 * (np.sum(x * x))"),
        (EditKind.TERM_MISSING, "y = [x] + [gamma]", "y = [x] + [gamma] + [beta]"),
        (EditKind.KEY, "return x['W%d']", "return x['W%d' % x]"),
        (EditKind.UNPACK, "y = x.shape\nreturn D", "y, D = x.shape\n    return D"),
        (EditKind.NAME, "return q + gamma", "return q + q"),
        (
            EditKind.CONDITION,
            "if x:\n    x = 1\nif beta > 2: x = 3",
            "if beta > 2:\n        x = 1\n    if beta > 2: x = 3",
        ),
    ],
)
def test_each_kind_of_edit_is_made(kind, body, expected):
    assert expected in texts(body, kind)


def test_self_is_put_before_the_name_of_an_attribute():
    source = "class Net:\n    def loss(self, x):\n        self.reg = 1\n        return reg * x\n"
    code = functions_in(source)["Net.loss"]
    assert any("return self.reg * x" in code.with_edit(edit) for edit in edits_of(code))


def test_a_name_that_nothing_gives_a_value_is_put_into_an_unpack():
    assert "a, b, c = x\n    return c" in texts("a, b = x\nreturn c", EditKind.UNPACK)


SOURCE = """
def batchnorm(x, gamma, beta, param):
    # über x̄: places are counted in bytes
    mode, eps = param["mode"], param.get("eps", 1e-5)
    if mode == "train":
        mean = x.mean(
            axis=0,  # over the batch
        )
        var = ((x - mean) ** 2).sum(axis=0) / len(x)
        name = f"{mean} of {x - 1}"
    for i in range(1, 3):
        x[i] += -gamma
    return gamma * (x - mean) / np.sqrt(var + eps) + beta, (mean, var)
"""


def test_every_edit_can_be_compiled_and_changes_something():
    code = functions_in(SOURCE)["batchnorm"]
    found = list(edits_of(code))
    assert len(found) > 300
    assert all(ast.parse(code.with_edit(edit)) and code.with_edit(edit) != code.with_edit() for edit in found)


def test_an_edit_changes_its_own_statement_alone():
    code = functions_in(SOURCE)["batchnorm"]
    before = SOURCE.strip().split("\n")
    for edit in edits_of(code):
        after = code.with_edit(edit).split("\n")
        assert after[: edit.line - 2] == before[: edit.line - 2]


def test_an_edit_says_what_stands_there_and_no_line_beyond_its_statement():
    code = functions_in(SOURCE)["batchnorm"]
    assert {edit.line for edit in edits_of(code)} <= {statement.lineno for statement in code.statements}
    assert all(edit.facts["old"] and edit.facts["new"] for edit in edits_of(code) if edit.text)


def test_no_text_is_made_twice():
    code = functions_in(SOURCE)["batchnorm"]
    made = [(edit.start, edit.end, edit.text) for edit in edits_of(code)]
    assert len(made) == len(set(made))


def test_numbers_that_may_switch_something_off_are_marked():
    code = code_of("return 0.9 * x + (1 - 0.9) * beta")
    off = {edit.text for edit in edits_of(code) if edit.switches_off}
    assert off == {"0", "1"}


def test_the_docstring_is_not_edited():
    assert texts('"""A number: 1."""\nreturn x', EditKind.NUMBER) == []


def test_a_module_that_does_not_parse_has_no_functions():
    assert functions_in("def f(:\n") == {}


def test_likely_kinds_come_first():
    code = code_of("return x.sum(axis=0) * gamma")
    first = min(ranked_edits_of(code), key=lambda one: one[0])[1]
    assert first.kind is EditKind.AXIS
    assert len(KINDS) > 15


def test_a_missing_statement_is_taken_from_another_function_of_the_module():
    one = "def f(x, gamma):\n    g = x * gamma\n    return g\n\n\n"
    code = functions_in(one + "def h(x, gamma):\n    pass\n    return g\n")["h"]
    found = [code.with_edit(e) for e in edits_of(code) if e.kind is EditKind.STATEMENT_MISSING]
    assert "def h(x, gamma):\n    g = x * gamma\n    return g" in found
    code = functions_in(one + "def h(x, gamma):\n    return g\n")["h"]
    found = [code.with_edit(e) for e in edits_of(code) if e.kind is EditKind.STATEMENT_MISSING]
    assert found == ["def h(x, gamma):\n    g = x * gamma\n    return g"]


def test_a_returned_value_that_is_missing_is_taken_from_another_function():
    one = "def f(x, beta):\n    return x + beta, x * beta\n\n\n"
    code = functions_in(one + "def h(x, beta):\n    return x + beta\n")["h"]
    assert any("return x + beta, x * beta" in code.with_edit(e) for e in edits_of(code) if e.kind is EditKind.UNPACK)


def test_several_names_without_a_value_are_taken_from_a_shape():
    found = texts("pass\nreturn np.zeros((N, D)) + x", EditKind.STATEMENT_MISSING)
    assert any(text.startswith("N, D = x.shape\n") for text in found)


@pytest.mark.parametrize(
    ("before", "after"),
    [("return gamma ** -0.5", "return (gamma + eps) ** -0.5"), ("return (x).sum(0)", "return (x * gamma).sum(0)")],
)
def test_what_is_missing_may_stand_below_a_power_or_a_method(before, after):
    assert after in [text.replace("((", "(").replace("))", ")") for text in texts(before)]


def test_a_power_may_be_one_too_many_also_of_what_is_no_number():
    assert "return gamma" in texts("return gamma ** 2", EditKind.POWER)
