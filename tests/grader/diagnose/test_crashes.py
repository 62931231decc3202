import pytest

from grader.diagnose.crashes import read_crash
from grader.model.evidence import Comparison, Evidence
from grader.model.observation import Failure, Frame
from grader.model.submission import Definition
from grader.model.verdict import Rung

FORWARD = Definition(path="m.py", line=1, source="def fwd(x):\n    cache = (x, 1, 2)\n    return x, cache")
BACKWARD = Definition(
    path="m.py", line=10, source="def bwd(dout, cache):\n    (a, b,\n     c, d) = cache\n    return a"
)
NOT_ENOUGH = "not enough values to unpack (expected 4, got 3)"


def _read(text=NOT_ENOUGH, error="ValueError", line=11, definitions=None):
    frame = Frame(path="m.py", line=line, function="bwd", source="")
    failure = Failure(function="bwd", error=error, text=text, frames=(frame,))
    evidence = Evidence(comparisons=(Comparison(case="c", output="dx", rung=Rung.RAISED, failure=failure),))
    return read_crash(evidence, definitions or {"fwd": FORWARD, "bwd": BACKWARD}, "fwd")


@pytest.mark.parametrize("text", [NOT_ENOUGH, "too many values to unpack (expected 4)"])
def test_an_unpacking_names_both_numbers_and_both_functions(text):
    facts = _read(text).facts
    assert (facts["producer"], facts["packed"], facts["consumer"], facts["unpacked"]) == ("fwd", "3", "bwd", "4")


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "not enough values to unpack (expected 4, got 3) and a secret"},
        {"error": "TypeError"},
        {"line": 13},
        {"definitions": {"fwd": FORWARD}},
        {"definitions": {"fwd": FORWARD, "bwd": Definition(path="m.py", line=10, source="def bwd(")}},
    ],
)
def test_what_the_source_does_not_bear_out_is_told_as_a_plain_crash(changes):
    assert _read(**changes).kind == "raised"


def test_nothing_raised_is_no_crash():
    evidence = Evidence(comparisons=(Comparison(case="c", output="dx", rung=Rung.VALUES),))
    assert read_crash(evidence, {}, None) is None
