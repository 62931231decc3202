"""Runs a submission of our own, such as a known mistake, only as far as what it gives is not known yet.

Why it is so: docs/decisions/0053.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from grader.files.hashes import hash_of_parts
from grader.model.expectation import Probe
from grader.model.observation import Observation, Outcome, Transcript
from grader.model.rubric import Rubric
from grader.model.submission import Submission
from grader.sandbox.child.wire import WireError, pack
from grader.sandbox.slot import Slot

from .channel import Reply
from .record_store import packed, unpacked
from .session import SandboxSession

_NOT_KEPT = (Outcome.LIMIT, Outcome.DIED)
"""Outcomes that another run may not have, on another day."""
_ALONE = ("scenario", "points")
"""Requests whose answers do not hang on earlier ones; a step of an instructor's test may come after others."""


def is_lasting(observation: Observation) -> bool:
    """Return whether another run has the same outcome, on another day."""
    return observation.outcome not in _NOT_KEPT


@dataclass
class Requests:
    """Names requests by what they hold; inputs, which are the same for all submissions, are read once."""

    _known: dict[int, tuple[Any, str]] = field(default_factory=dict)

    def key(self, head: Mapping[str, Any], values: Any) -> str:
        """Return a hash of a request.

        Args:
            head: what is asked.
            values: arrays and plain values that go with it.
        """
        return hashlib.sha256(f"{json.dumps(head, sort_keys=True)}\0{self._hash(values)}".encode()).hexdigest()

    def _hash(self, values: Any) -> str:
        """Return a hash of values; those of a dictionary that is the same object as before are not read again."""
        if id(values) in self._known:
            return self._known[id(values)][1]
        if type(values) is dict and any(type(value) is dict for value in values.values()):
            inner = [[str(name), self._hash(value)] for name, value in values.items()]
            return hash_of_parts(inner)
        found = hashlib.sha256(pack({}, values)).hexdigest()
        if type(values) is dict:
            self._known[id(values)] = values, found
        return found


@dataclass(kw_only=True)
class Memory:
    """What is known of one submission."""

    requests: Requests
    """Names the requests."""
    seen: dict[str, Observation] = field(default_factory=dict)
    """The observation of each request by its key."""
    transcript: Transcript | None = None
    """The run of its notebook."""
    shared: Mapping[str, Observation] = field(default_factory=dict)
    """Observations of another submission that this one has too, by key."""
    is_new: bool = False
    """Whether something was added."""

    def content(self) -> bytes:
        """Return it as bytes, without what is shared."""
        told = msgspec.json.encode(self.transcript)
        return len(told).to_bytes(4, "big") + told + packed({Probe(k, "", ""): v for k, v in self.seen.items()})

    @classmethod
    def read(cls, content: bytes | None, requests: Requests) -> Memory:
        """Return what bytes hold; nothing where they hold nothing that can be read.

        Args:
            content: what `content` returned; None for nothing.
            requests: names the requests.
        """
        found = cls(requests=requests)
        if content is None:
            return found
        try:
            stop = 4 + int.from_bytes(content[:4], "big")
            transcript = msgspec.json.decode(content[4:stop], type=Transcript | None)
            seen = {probe.scenario: one for probe, one in unpacked(content[stop:])}
        except (msgspec.MsgspecError, WireError, KeyError, TypeError, ValueError, IndexError):
            return found
        found.transcript, found.seen = transcript, seen
        return found


class RecallingSession(SandboxSession):
    """A session that asks only for what its memory does not hold; without such a request no process is started."""

    def __init__(self, slot: Slot, rubric: Rubric, submission: Submission, memory: Memory) -> None:
        """Run nothing yet.

        Args:
            slot: the slot, used when something has to be run.
            rubric: the rubric.
            submission: the submission.
            memory: what is known of it; what is asked is added.
        """
        super().__init__(slot, rubric, submission)
        self._memory = memory
        self._not_run = False
        """Whether the transcript was recalled, and the notebook is to be run before anything is asked."""

    def run_notebook(self) -> Transcript:
        """Run the notebook, or return the transcript of an earlier run."""
        known = self._memory.transcript
        if known is not None:
            self._not_run = self._submission.notebook is not None
            return known
        found = super().run_notebook()
        if not found.waited:
            self._memory.transcript, self._memory.is_new = found, True
        return found

    def ask(self, head: dict[str, Any], values: Any, function: str) -> Observation:
        """Return what is known of a request that stands alone, or send it."""
        if head["op"] not in _ALONE:
            return super().ask(head, values, function)
        return self.recalled(head, values, lambda: super(RecallingSession, self).ask(head, values, function))

    def recalled(self, head: dict[str, Any], values: Any, run: Callable[[], Observation]) -> Observation:
        """Return what is known of a run of several requests, or run it."""
        memory = self._memory
        key = memory.requests.key(head, values)
        known = memory.seen.get(key) or memory.shared.get(key)
        if known is not None:
            return known
        found = run()
        if is_lasting(found):
            memory.seen[key], memory.is_new = found, True
        return found

    def reply(self, head: dict[str, Any], values: Any) -> Reply | Observation:
        """Send a request, after the notebook if that has not been run yet."""
        if self._not_run:
            self._not_run = False
            super().run_notebook()
        return super().reply(head, values)

    def renew(self) -> None:
        """End the fork, after which the notebook is not run as a whole again.

        A submission of our own keeps it where there is no notebook: it stores nothing that a later request could meet.
        """
        self._not_run = False
        if self._submission.notebook is not None or self._hung:
            super().renew()
