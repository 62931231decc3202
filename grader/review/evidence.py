"""Asks a process of its own for what only staff see of a hand-in: what came and what was expected."""

from __future__ import annotations

import asyncio
import json
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path
from typing import Any

from .commands import command_line

MOST_KEPT = 50
"""Number of reports that are kept in memory."""
PATIENCE = 3.0
"""Seconds that a page waits for a report; the process goes on, and has it when the page is loaded again."""
AFTER_TROUBLE = 20.0
"""Seconds after which a report that could not be had is asked for again."""
IDLE = 600.0
"""Seconds after the last request at which the process is ended."""
LONGEST = 64_000_000
"""Longest reply that is read, in bytes."""


class Evidence:
    """Reports for staff, made on request by one process, which starts with the first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: OrderedDict[tuple[str, str, str], dict[str, Any]] = OrderedDict()
        self._process: Process | None = None
        self._language = ""
        self._asked: asyncio.Task[dict[str, Any]] | None = None
        self._last = 0.0
        self._failed: dict[tuple[str, str, str], float] = {}

    async def report(self, name: str, version: str, rubric: str, language: str) -> dict[str, Any] | None:
        """Return a submission's report for staff; None where it is not ready yet, or cannot be had.

        Args:
            name: the submission's id.
            version: what changes with its results.
            rubric: the class's rubric.
            language: the language of the report.
        """
        key, self._last = (name, version, language), time.monotonic()
        if key not in self._kept and time.monotonic() - self._failed.get(key, -AFTER_TROUBLE) >= AFTER_TROUBLE:
            if self._asked is not None and not self._asked.done():  # the process is busy with another one
                with suppress(TimeoutError, OSError, ValueError):
                    await asyncio.wait_for(asyncio.shield(self._asked), PATIENCE)
            if self._asked is not None and not self._asked.done():
                return None
            self._asked = asyncio.create_task(self._ask(key, rubric))
            with suppress(TimeoutError, OSError, ValueError):
                await asyncio.wait_for(asyncio.shield(self._asked), PATIENCE)
        return self._kept.get(key)

    async def _ask(self, key: tuple[str, str, str], rubric: str) -> dict[str, Any]:
        try:
            process = await self._started(rubric, key[2])
            assert process.stdin is not None  # noqa: S101 - both are pipes
            assert process.stdout is not None  # noqa: S101
            process.stdin.write(json.dumps(key[0]).encode() + b"\n")
            await process.stdin.drain()
            found: dict[str, Any] = json.loads(await process.stdout.readline())
        except (OSError, ValueError) as error:  # it ended: the next one starts anew
            await self.close()
            found = {"error": str(error)}
        if "error" in found:
            self._failed = {key: time.monotonic()}
            return found
        self._kept[key] = found
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return found

    async def _started(self, rubric: str, language: str) -> Process:
        """Return the process; another one where the language is another."""
        if self._process is not None and (self._process.returncode is not None or self._language != language):
            await self.close()
        if self._process is None:
            words = ["review", str(self._folder), "--evidence", "--rubric", rubric, "--lang", language]
            self._process = await asyncio.create_subprocess_exec(
                *command_line(words), stdin=PIPE, stdout=PIPE, stderr=DEVNULL, limit=LONGEST
            )
            self._language = language
        return self._process

    async def rest(self) -> None:
        """End the process where nobody has asked for a while: it holds the assignment in memory."""
        if self._process is not None and time.monotonic() - self._last > IDLE:
            await self.close()

    async def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
