"""What an instructor gets wrong in a scenario becomes one clear error, met before any submission is graded."""

import pytest

from grader.errors import RubricError
from grader.probes.expected import expect

RUN = 'return {"out": s.double(given["x"])["out"]}'
FORWARD = 'return s.double(given["x"])'


def test_what_the_reference_and_its_mistakes_give_is_expected(tiny):
    found = expect(tiny.load())
    assert [sorted(values) for values in found.values.values()] == [["out"], ["base", "shifted"]]
    assert [mistake.id for mistake in found.mistakes if mistake.values] == ["tripled"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (RUN, "return 3", "`run` returns int, no dictionary"),
        (RUN, "return 1 / 0", "`run` raises ZeroDivisionError"),
        (RUN, 'return {"other": 1}', "no `out` comes back, which first.output compares"),
        (
            RUN,
            'return {"out": [1, len]}',
            "holds a value of the type `builtin_function_or_method`, which cannot be compared",
        ),
        (RUN, RUN + "\n\n    def finish(got):\n        raise SystemExit(0)", "`finish` raises SystemExit"),
        (RUN, RUN + "\n\n    def finish(got):\n        return got['out']", "`finish` returns ndarray"),
        (FORWARD, "return {}", "`forward` returns no `out`"),
        (RUN, 'return {"out": s.halve(given["x"])["cache"]}', "does not give what the scenario asks of `halve`"),
    ],
)
def test_a_scenario_that_does_not_fit_the_reference_is_refused(tiny, old, new, said):
    tiny.spoil("scenarios.py", old, new)
    with pytest.raises(RubricError, match=said.replace("(", r"\(")):
        expect(tiny.load())


def test_a_mistake_that_returns_something_else_than_numbers_differs(tiny):
    tiny.spoil("reference/mistakes/tripled.py", "return 3 * x", "return [1, 'two']")
    (mistake,) = expect(tiny.load()).mistakes
    assert mistake.values
