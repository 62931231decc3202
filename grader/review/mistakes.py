"""Asks in a process of its own what a named group is as a mistake of the rubric: the proof runs code."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .commands import run

MOST_KEPT = 50
"""Number of proposals that are kept in memory."""
Key = tuple[str, ...]
"""What a proposal depends on: question, group, name and comment, the hash of the assignment, the language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a named group would be as a mistake of the rubric."""

    running: bool = False
    """Whether it is being found out."""
    trouble: str = ""
    """What kept it from being found out, in the command's words."""
    told: Any = None
    """What `grader learn --group --json` says is proposed; None where no edit gives the group's numbers."""

    @property
    def version(self) -> str:
        """Return what changes with the proposed file."""
        return "" if self.told is None else hashlib.sha256(self.told["text"].encode()).hexdigest()[:12]


class Proposals:
    """Proposals that were asked for; one is made at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._found: OrderedDict[Key, Proposal] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()
        self._one = asyncio.Lock()

    def of(self, key: Key) -> Proposal | None:
        """Return a proposal; None where nobody asked for it."""
        return self._found.get(key)

    def ask(self, key: Key, rubric: str) -> None:
        """Have it found out what a group is as a mistake, beside the pages; nothing is written.

        Args:
            key: what it depends on.
            rubric: the class's rubric.
        """
        known = self._found.get(key)
        if known is None or not known.running:
            self._found[key] = Proposal(running=True)
            task = asyncio.create_task(self._asked(key, rubric))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def write(self, key: Key, rubric: str, title: str) -> Proposal:
        """Have the proposed file proved once more, and written.

        Args:
            key: what the proposal depends on.
            rubric: the class's rubric.
            title: the mistake's title.
        """
        known = self._found[key]
        async with self._one:
            found = await self._run(key, rubric, ["--write", known.told["id"], "--title", title])
        self._found[key] = found
        return found

    async def _asked(self, key: Key, rubric: str) -> None:
        found = Proposal(trouble="-")
        try:
            async with self._one:
                found = await self._run(key, rubric, [])
        finally:
            self._found[key] = found
            while len(self._found) > MOST_KEPT:
                self._found.popitem(last=False)

    async def _run(self, key: Key, rubric: str, more: list[str]) -> Proposal:
        group, language = "/".join(key[:2]), key[-1]
        words = ["learn", str(self._folder), "--group", group, "--json", "--lang", language, "--rubric", rubric]
        ran = await run([*words, *more])
        try:
            return Proposal(told=json.loads(ran.output)["proposed"])
        except (ValueError, KeyError):
            return Proposal(trouble=ran.trouble or f"exit code {ran.code}")

    async def close(self) -> None:
        """End what is at work."""
        for task in list(self._tasks):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
