"""The way of a value: what a student returns through the wire, what the reference returns as it is kept."""

from grader.compare.ladder import compare
from grader.compare.rules import ComparisonRules
from grader.execution.decode import plain
from grader.probes.recorded import as_recorded
from grader.sandbox.child.wire import through_wire


def arrived(value):
    """What the grader has of a value that a student returned."""
    return plain(through_wire(value))


def kept(value):
    """What the grader has of a value that the reference returned."""
    return as_recorded({"out": value})["out"]


def comparisons(got, due, **rules):
    """How a student's value compares with the reference's."""
    return compare("scenario/case", "out", arrived(got), kept(due), ComparisonRules(**{"limit": 1e-6, **rules}))


def is_right(got, due, **rules):
    """Whether a student's value earns everything."""
    return all(found.rung is None for found in comparisons(got, due, **rules))
