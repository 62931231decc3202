"""Runs the grader's own commands in processes of their own: no code of an assignment runs in the server."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a command gave."""

    code: int
    """Its exit code: 0 where it did what was asked."""
    output: str
    """What it printed."""
    trouble: str
    """What it printed as errors: what is wrong, why, and how to mend it."""


def command_line(words: Sequence[str]) -> list[str]:
    """Return how this grader is called with some words; the folder that it is called in gives no modules."""
    return [sys.executable, "-P", "-m", "grader", *words]


async def run(words: Sequence[str]) -> Ran:
    """Run a command to its end.

    Args:
        words: the command's words, without the program.
    """
    process = await asyncio.create_subprocess_exec(*command_line(words), stdin=DEVNULL, stdout=PIPE, stderr=PIPE)
    try:
        output, trouble = await process.communicate()
    except asyncio.CancelledError:
        process.terminate()
        await process.wait()
        raise
    told = [part.decode("utf-8", "replace") for part in (output, trouble)]
    return Ran(code=process.returncode or 0, output=told[0], trouble=told[1].strip())
