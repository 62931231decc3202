"""Runs test code on a solution given as text, beside a reference given as text."""

from types import ModuleType

from grader.checks.asserts.check import Asserts
from grader.checks.asserts.direct import Direct
from grader.checks.asserts.run import Asked, on_reference, run
from grader.model.assignment import Reference


def module(text):
    found = ModuleType("solution")
    exec(text, vars(found))  # noqa: S102 - our own text
    return found


def asked(code, points=2.0, declared=(), **more):
    return Asked(key="q.c", check=Asserts(code=code, **more), points=points, declared=frozenset(declared), seed=3)


def outcomes(code, reference, student, declared=(), **more):
    """The outcomes of test code on a student's text; the reference must pass it."""
    right, own = Reference(modules=(module(reference),)), Reference(modules=(module(student),))
    one = asked(code, declared=declared, **more)
    proved = on_reference(one, right.find).tested
    assert [(test.said, test.line) for test in proved if test.fraction < 1] == []
    return run(one, Direct(own.find, vars(own.modules[0])), right.find)
