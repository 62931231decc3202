"""A question with two checks, and mistakes whose numbers a test writes down."""

import numpy as np
import pytest

from grader.checks.matches import Matches
from grader.model.expectation import Expectations, MistakeSignature, Probe
from grader.model.observation import Observation, Outcome
from grader.model.rubric import Criterion, Question

NAMES = ("first", "second", "third")
RIGHT = {"dx": np.array([[1.0, 2.0], [3.0, 5.0]]), "dw": np.array([1.0, -2.0])}


def probe(name):
    return Probe(name, "only", "run")


class Bench:
    """What the reference and mistakes give in scenarios of these names, each a check of one question."""

    norm = "array"
    right = RIGHT

    def __init__(self, **mistakes):
        shares = {"dx": 0.5, "dw": 0.5}
        self.checks = [Matches(scenarios=(name,), shares=shares, norm=self.norm) for name in NAMES]
        criteria = [Criterion(id=c.scenarios[0], title="", points=1, check=c) for c in self.checks]
        self.question = Question(id="q", title="", criteria=tuple(criteria), function="f")
        self.expectations = Expectations(
            inputs={probe(name): {} for name in NAMES},
            values={probe(name): self.right for name in NAMES},
            points={},
            mistakes=tuple(self.signature(name, **values) for name, values in mistakes.items()),
        )

    @classmethod
    def signature(cls, name, mark="", functions=("f",), **scenarios):
        values = {probe(scenario): {**cls.right, **wrong} if wrong else {} for scenario, wrong in scenarios.items()}
        return MistakeSignature(id=name, functions=functions, mark=mark, values=values)

    @classmethod
    def seen(cls, **scenarios):
        """What a student gives, right where nothing else is said; None where an exception came."""
        found = {}
        for name in NAMES:
            wrong = scenarios.get(name, {})
            values = {} if wrong is None else {**cls.right, **wrong}
            found[probe(name)] = Observation(outcome=Outcome.RETURNED if values else Outcome.RAISED, values=values)
        return found


@pytest.fixture
def bench():
    return Bench
