"""Runs variants of a submission's functions in a warm fork of its sandbox, many in one request."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

from grader.execution.decode import lost_observation, observation_of
from grader.execution.session import SandboxSession
from grader.model.observation import LimitReason, Observation
from grader.model.rubric import Rubric
from grader.model.submission import Submission
from grader.sandbox.slot import Slot

from .cases import Case

AT_ONCE = 24
"""Most variants in one request."""
MOST_LOST = 4
"""Most requests of one function's search that may end without an answer; each may cost a process its whole time."""
TRIAL_SECONDS = 0.05
"""CPU seconds that one variant may take in one case."""
Group = Sequence[dict[str, Any]]
"""What one variant exchanges: for each function its place and its code."""


class Trials:
    """The variants of one submission, in a fork without its notebook's other statements."""

    def __init__(self, slot: Slot, rubric: Rubric, submission: Submission, loose: Sequence[str]) -> None:
        """Open a session; nothing runs yet.

        Args:
            slot: the sandbox slot.
            rubric: the rubric.
            submission: the submission.
            loose: functions that rightly return None or a tuple as their one value.
        """
        self.session = SandboxSession(slot, rubric, submission)
        self.session.renew()
        self.names: Mapping[str, Mapping[str, Any]] = {}
        """By scenario what the sandbox is told of the student's own names for parameters."""
        self._loose = list(loose)
        self._begun = time.process_time()
        self.tried = 0
        """Number of variants that were run, each in one or more cases."""
        self.lost = 0
        """Number of requests that ended without an answer."""

    def begin(self) -> None:
        """Begin with the next function: nothing is tried and nothing lost."""
        self.tried = self.lost = 0

    @property
    def is_over(self) -> bool:
        """Return whether so many requests were lost that no more are sent."""
        return self.lost >= MOST_LOST

    @property
    def cpu_seconds(self) -> float:
        """Return the CPU seconds used so far, in the sandbox and here."""
        return self.session.used_cpu_seconds + time.process_time() - self._begun

    def pause(self) -> None:
        """End the fork, so that the slot is free; the next request gets a new one."""
        self.session.renew()

    def close(self) -> None:
        """End the fork."""
        self.session.close()

    def observe(self, case: Case, groups: Sequence[Group]) -> list[Observation]:
        """Return what each variant gives in one case; those of a lost request count as lost."""
        found: list[Observation] = []
        for place in range(0, len(groups), AT_ONCE):
            found += self._asked(case, groups[place : place + AT_ONCE])
        return found

    def _asked(self, case: Case, groups: Sequence[Group]) -> list[Observation]:
        if self.is_over:
            return [lost_observation(LimitReason.CPU)] * len(groups)
        head = {"op": "variants", **self._told(case), "seconds": TRIAL_SECONDS}
        reply = self.session.reply({**head, "groups": [list(group) for group in groups]}, case.given)
        lost = [lost_observation(LimitReason.CPU)] * len(groups)
        if isinstance(reply, Observation) or reply[0].get("kind") != "returned":
            self.lost += 1
            if len(groups) == 1:
                return lost
            half = len(groups) // 2  # one of them ended the process
            return [*self._asked(case, groups[:half]), *self._asked(case, groups[half:])]
        heads, values = reply[0].get("heads"), reply[1]
        if not isinstance(heads, list) or not isinstance(values, list) or not len(heads) == len(values) == len(groups):
            return lost
        return [observation_of(h if isinstance(h, dict) else {}, v) for h, v in zip(heads, values, strict=True)]

    def _told(self, case: Case) -> dict[str, Any]:
        names = self.names.get(case.probe.scenario)
        return {"source": case.source, "loose": self._loose, **({} if names is None else {"renamed": names})}

    def lines(self, case: Case, group: Group) -> set[tuple[str, int]]:
        """Return which lines of the student's files and cells a case runs; an empty set where that is not known."""
        head = {"op": "lines", **self._told(case), "group": list(group)}
        reply = self.session.reply(head, case.given)
        told = reply[0].get("lines") if isinstance(reply, tuple) else None
        lines = told if isinstance(told, list) else []
        return {
            (one[0], one[2])
            for one in lines
            if isinstance(one, list) and len(one) == 3 and type(one[2]) is int and type(one[0]) is str
        }
