"""The form of an attack: what a submission tries, and how that must end at each level of isolation."""

from dataclasses import dataclass

THROUGH = "through"
"""What an attempt gives that reached what it aimed at; all canaries hold this very text."""

HEAD = """
import ctypes, errno, glob, mmap, os, resource, shutil, signal, socket, struct, subprocess, sys, tempfile
import threading, time
import numpy as np

libc = ctypes.CDLL(None, use_errno=True)


def must(result):
    if result < 0:
        raise OSError(ctypes.get_errno(), "refused")
    return result


def call(name, *arguments):
    return must(libc.syscall(ctypes.c_long(CALLS[name]), *map(ctypes.c_long, arguments)))


def text(content):
    kept.append(ctypes.create_string_buffer(content))
    return ctypes.addressof(kept[-1])


def run(*words):
    return subprocess.run(words, capture_output=True, text=True)


def last_word(*words):
    done = run(*words)
    return done.stdout.strip() or done.stderr.strip().rsplit(": ")[-1] or "through"


kept = []
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """One attempt."""

    id: str
    """What it tries, in words."""
    source: str
    """The lines of a function that gives `through`, or raises what the wall raises."""
    full: str
    """How it ends at `full`: an errno, another word that it gives, or an outcome; several are divided by `|`."""
    limited: str
    """How it ends at `limited`."""
    control: bool = False
    """Whether it may be tried without walls, where it must get through."""
    quick: bool = False
    """Whether it is one of those that are tried each time."""
    needs: str = ""
    """What of the machine it needs: a processor, or to be root."""
    cells: tuple[str, ...] = ()
    """Cells of a notebook that runs before it."""

    def ends(self, level: str) -> tuple[str, ...]:
        """How it may end at a level."""
        return tuple((self.full if level == "full" else self.limited).split("|"))

    def module(self, names: dict[str, object]) -> str:
        """The submission's module, told where the canaries are."""
        told = "".join(f"{name} = {value!r}\n" for name, value in names.items())
        body = "".join(f"    {line}\n" for line in self.source.strip().splitlines())
        return f"{told}{HEAD}\n\ndef attempt(x):\n{body}\n\n{_TOLD}"


_TOLD = """
def f(x):
    try:
        return attempt(x)
    except OSError as error:
        return errno.errorcode.get(error.errno, str(error))
    except (ImportError, MemoryError, KeyError, ValueError) as error:
        return type(error).__name__
"""


def ending(seen: object) -> str:
    """Return how an observation ended: the text that came back, or the outcome and its reason.

    Which clock ends it first, of the CPU or of the wall, is a matter of how busy the machine is: both are `limit time`.
    """
    out = seen.values.get("out")
    if seen.outcome.value == "returned":
        return out if isinstance(out, str) else type(out).__name__
    why = seen.failure.why or seen.failure.error
    return f"{seen.outcome.value} {'time' if why in ('cpu', 'wall') else why}".strip()
