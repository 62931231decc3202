"""Crashes are read from what Python really says of wrong code, and told without a word of the exception's own."""

import ast
import linecache

import numpy as np
import pytest

from grader.diagnose.crashes import read_crash
from grader.model.evidence import Comparison, Evidence
from grader.model.observation import Failure, Frame
from grader.model.submission import Definition
from grader.model.verdict import Confidence, Rung

PATH = "m.py"


def definitions_of(source):
    """The functions and classes of a module as the grader knows them."""
    return {
        node.name: Definition(path=PATH, line=node.lineno, source=ast.get_source_segment(source, node))
        for node in ast.parse(source).body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef))
    }


def failure_of(source, call, function):
    """The failure of really running some code."""
    space = {"np": np}
    linecache.clearcache()
    exec(compile(source, PATH, "exec"), space)  # noqa: S102 - the test's own text
    try:
        eval(call, space)  # noqa: S307 - the test's own text
    except Exception as error:
        frames, trace = [], error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == PATH:
                text = source.splitlines()[trace.tb_lineno - 1].strip()
                name = trace.tb_frame.f_code.co_name
                frames.append(Frame(path=PATH, line=trace.tb_lineno, function=name, source=text))
            trace = trace.tb_next
        return Failure(function=function, error=type(error).__name__, text=_text(error), frames=tuple(frames))
    raise AssertionError("it did not fail")


def _text(error):
    return repr(error.args[0]) if isinstance(error, KeyError) else str(error)


def read(source, call="bwd(np.ones((3, 2)), fwd(np.ones((3, 2)))[1])", function="bwd", producer="fwd"):
    failure = failure_of(source, call, function)
    return read_failure(failure, definitions_of(source), producer)


def read_failure(failure, definitions, producer="fwd"):
    evidence = Evidence(comparisons=(Comparison(case="c", output="dx", rung=Rung.RAISED, failure=failure),))
    return read_crash(evidence, definitions, producer)


def layer(cache, backward):
    return f"def fwd(x):\n    cache = {cache}\n    return x, cache\n\ndef bwd(dout, cache):\n    {backward}\n"


NET = """class Net:
    def __init__(self):
        self.params = {}
        self.reg = 0.5
        for i in range(1, 3):
            self.params['W' + str(i)] = np.ones(2)

    def loss(self, X):
        BODY
"""


def net(body):
    return NET.replace("BODY", body)


CASES = [
    (layer("(x, 1, 2)", "a, b, c, d = cache"), "unpack", {"packed": "3", "unpacked": "4"}),
    (layer("[x, 1, 2, 4, 5]", "(a, b,\n     c, d) = cache"), "unpack", {"packed": "5", "unpacked": "4"}),
    (layer("(x, 1)", "return cache['x']"), "cache_is_tuple", {"producer": "fwd", "consumer": "bwd"}),
    (layer("{'x': x, 'y': 2}", "a, b = cache\n    return a * dout"), "cache_is_dict", {"producer": "fwd"}),
    (layer("dict(x=x)", "return cache[0] * dout"), "cache_is_dict", {"consumer": "bwd"}),
    (layer("None", "a, b = cache"), "none_used", {}),
    (layer("None", "return cache * dout"), "none_used", {}),
    (layer("x", "return np.sum(None).shape"), "none_used", {}),
    (layer("x", "return fwd(dout) - 1"), "pair_used", {}),
    (layer("x", "return fwd(dout).shape"), "pair_used", {}),
    (layer("{'x': x}", "return cache['xhat']"), "key_never_stored", {"key": "xhat", "writers": ""}),
    (layer("{'mean': x}", "return {}['mean']"), "missing_key", {"key": "mean", "writers": "fwd"}),
    (layer("x", "return np.sum(gama)"), "undefined", {"name": "gama"}),
    (layer("x", "doutt = 1\n    return dout * dput"), "misspelled", {"name": "dput", "near": "dout"}),
    (layer("x", "return norm_backward(dout)"), "never_written", {"name": "norm_backward"}),
    (layer("x", "if dout is None:\n        y = 1\n    return y"), "unbound", {"name": "y"}),
    (layer("x", "return np.summ(dout)"), "no_such_numpy", {"name": "summ", "near": "sum"}),
    (layer("x", "return np.dot(dout)"), "argument_missing", None),
    (layer("x", "return fwd(dout, 1)"), "argument_count", {"takes": "1", "given": "2"}),
    (layer("x", "return fwd()"), "argument_missing", {"missing": "1"}),
    (layer("x", "return fwd(dout, keep=1)"), "argument_unknown", {"name": "keep"}),
    (layer("x", "return dout - dout.mean(axis=1)"), "shapes_keepdims", {"one": "(3, 2)", "other": "(3,)"}),
    (layer("x", "return dout * np.ones((4, 2))"), "shapes_broadcast", {"one": "(3, 2)", "other": "(4, 2)"}),
    (layer("x", "return dout.dot(dout)"), "product_transpose", {"one": "(3, 2)", "other": "(3, 2)"}),
    (layer("x", "return dout.dot(np.ones((5, 4)))"), "product_unfit", {"one": "(3, 2)", "other": "(5, 4)"}),
    (layer("x", "return dout @ np.ones((5, 4))"), "product_lengths", {"one": "2", "other": "5"}),
    (layer("x", "return dout.reshape(4, 4)"), "reshape_unfit", {"size": "6", "shape": "(4, 4)"}),
    (layer("x", "return dout.sum(axis=2)"), "no_such_axis", {"axis": "2", "axes": "2"}),
    (layer("x", "return np.zeros(6 / 2)"), "whole_number", {}),
    (layer("x", "return dout[6 / 2]"), "whole_number", {}),
    (layer("x", "return [1, 2][:4 / 2]"), "whole_number", {}),
    (layer("x", "return range(6 / 2)"), "whole_number", {}),
    (layer("x", "return dout[7]"), "index_beyond", {}),
    (layer("x", "return [1][3]"), "index_beyond", {}),
    (layer("x", "return 1 / 0"), "raised", {"error": "ZeroDivisionError"}),
]


@pytest.mark.parametrize(("source", "kind", "facts"), CASES)
def test_what_python_says_of_wrong_code_is_read(source, kind, facts):
    found = read(source)
    if facts is None:  # what newer versions of numpy say differs
        assert found.kind in (kind, "raised", "argument_unknown", "argument_missing", "argument_count")
        return
    assert found.kind == kind
    assert facts.items() <= found.facts.items()


@pytest.mark.parametrize(
    ("body", "kind", "facts"),
    [
        ("return reg * 2", "missing_self", {"name": "reg"}),
        ("return self.params['W7']", "missing_key", {"key": "W7", "writers": "Net"}),
        ("return self.params['gamma1']", "key_never_stored", {"key": "gamma1"}),
        ("return self.regularization", "no_attribute", {"name": "regularization"}),
        ("return loss(X)", "missing_self", {"name": "loss"}),
    ],
)
def test_a_class_is_read_too(body, kind, facts):
    found = read(net(body), "Net().loss(1)", "Net.loss")
    assert found.kind == kind
    assert facts.items() <= found.facts.items()


@pytest.mark.parametrize(
    "text",
    [
        "FullyConnectedNet.__init__() got an unexpected keyword argument 'normalization'",
        "bwd() takes 1 positional argument but 2 were given",
        "bwd() missing 1 required positional argument: 'cache'",
    ],
)
def test_a_function_that_cannot_be_called_as_asked_is_told_apart_from_a_wrong_call(text):
    failure = Failure(function="bwd", error="TypeError", text=text)
    assert read_failure(failure, definitions_of(SOURCE)).kind == "other_signature"


def test_the_place_stands_in_every_finding():
    facts = read(layer("x", "return 1 / 0")).facts
    assert (facts["function"], facts["path"], facts["line"]) == ("bwd", PATH, "6")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ("SyntaxError", "does_not_parse"),
        ("IndentationError", "does_not_parse"),
        ("ModuleNotFoundError", "module_missing"),
    ],
)
def test_what_cannot_be_loaded_is_told_as_a_fault_of_the_file(error, kind):
    assert read_failure(Failure(function="bwd", error=error, text="any"), {}).kind == kind


def test_a_method_that_is_called_and_not_there_was_never_written():
    found = read(net("return self.normalize(X)"), "Net().loss(1)", "Net.loss")
    assert (found.kind, found.facts["name"]) == ("never_written", "normalize")


SOURCE = layer("(x, 1, 2)", "a, b, c, d = cache")
FORGED = [
    ("ValueError", "not enough values to unpack (expected 4, got 3) and 0.123456789"),
    ("ValueError", "operands could not be broadcast together with shapes (12345678,) (87654321,)"),
    ("ValueError", "operands could not be broadcast together with shapes (1,2,3,4,5,6,7,8,9) (1,2,3,4,5,6,7)"),
    ("KeyError", "'hidden_0_123'"),
    ("KeyError", "0.123456789"),
    ("NameError", "name 'hidden_0_123' is not defined"),
    ("NameError", "name 'cache' is not defined: 0.123456789"),
    ("AttributeError", "module 'numpy' has no attribute 'hidden_0_123'"),
    ("TypeError", "f() got an unexpected keyword argument 'hidden_0_123'"),
    ("TypeError", "f() takes 123456 positional arguments but 654321 were given"),
    ("UnboundLocalError", "cannot access local variable 'hidden_0_123' where it is not associated with a value"),
    ("ValueError", "cannot reshape array of size 123456789 into shape (4,4)"),
    ("an exception of its own", "0.123456789"),
]


@pytest.mark.parametrize(("error", "text"), FORGED)
def test_nothing_that_an_exception_says_itself_is_told(error, text):
    frame = Frame(path=PATH, line=6, function="bwd", source="raise it")
    found = read_failure(Failure(function="bwd", error=error, text=text, frames=(frame,)), definitions_of(SOURCE))
    told = " ".join(found.facts.values())
    assert not any(secret in told for secret in ("123456", "654321", "hidden", "7, 8, 9", "12345678"))


@pytest.mark.parametrize(
    "definitions",
    [{}, {"bwd": Definition(path=PATH, line=5, source="def bwd(")}, {"bwd": definitions_of(SOURCE)["bwd"]}],
)
def test_what_the_source_does_not_bear_out_is_told_as_a_plain_crash(definitions):
    frame = Frame(path=PATH, line=6, function="bwd", source="a, b, c, d = cache")
    text = "too many values to unpack (expected 4)"
    found = read_failure(Failure(function="bwd", error="ValueError", text=text, frames=(frame,)), definitions)
    assert found.kind == "raised"


def test_nothing_raised_is_no_crash():
    evidence = Evidence(comparisons=(Comparison(case="c", output="dx", rung=Rung.VALUES),))
    assert read_crash(evidence, {}, None) is None


def test_an_inferred_reading_says_so():
    assert read(layer("{'x': x}", "return cache[0]")).confidence is Confidence.LIKELY
    assert read(layer("x", "return np.zeros(2.5)")).confidence is Confidence.LIKELY
