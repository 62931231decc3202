"""Names the value that is compared, and makes its evidence."""

from __future__ import annotations

from typing import Any, NamedTuple

from grader.model.evidence import Comparison
from grader.model.verdict import Rung


class Place(NamedTuple):
    """The place of a value: an output of a case, or an entry of one."""

    case: str
    """The case, as `scenario/case`."""
    output: str
    """The output's name; entries of dictionaries as `grads[W1]`."""
    limit: float | None
    """The largest error that is allowed; None where values are equal or not."""

    def entry(self, name: object) -> Place:
        """Return the place of one of its entries."""
        return Place(self.case, f"{self.output}[{name}]", self.limit)

    def exact(self) -> Place:
        """Return the same place, for a value that is equal or not."""
        return Place(self.case, self.output, None)

    def found(self, rung: Rung | None, **facts: Any) -> Comparison:
        """Return the evidence: the first rung that does not hold, None when all do, and what was measured."""
        return Comparison(case=self.case, output=self.output, limit=self.limit, rung=rung, **facts)
