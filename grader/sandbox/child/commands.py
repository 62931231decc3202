"""Does what a few command lines of a notebook mean within the hand-in: change and make folders, list, print.

Students' folders are those of their own machines, such as `/content/drive/MyDrive/hw1`; the part of such a path that
the hand-in has is where they meant to be.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import sys

FOLDER_MAGICS = {"cd", "chdir", "ls", "mkdir", "popd", "pushd", "pwd"}
"""Line magics that are carried out by `Commands`."""
_SHELL_SIGNS = set("|&;<>`$")
_MOST_LISTED = 1_000


class Commands:
    """The commands of one notebook, which begins in the current folder and never leaves that."""

    def __init__(self) -> None:
        self._root = os.getcwd()
        self._here = self._last = self._root
        self._meant = self._root

    def folder(self) -> str:
        """Return the current folder."""
        return os.getcwd()

    def change_folder(self, line: str) -> None:
        """Go where the student meant to go, as far as the hand-in has it.

        Args:
            line: what stood behind `cd`; empty and `~` mean home, which is the hand-in's own folder here.
        """
        target = _words(line)
        wanted = " ".join(word for word in target if not word.startswith("-") or word == "-")
        if os.getcwd() != self._here:  # the student's own `os.chdir` came in between
            self._here = self._meant = os.getcwd()
        if wanted == "-":
            meant = self._last
        else:
            home = wanted in ("", "~")
            meant = self._root if home else os.path.normpath(os.path.join(self._meant, os.path.expanduser(wanted)))
        self._last, self._meant = self._meant, meant
        place = self._place_of(meant)
        with contextlib.suppress(OSError):
            os.chdir(place)
            self._here = os.getcwd()
            if place not in sys.path:
                sys.path.insert(0, place)

    def told(self, command: str) -> list[str]:
        """Carry out a command line that concerns the hand-in's folder alone, and return the lines that it shows."""
        if _SHELL_SIGNS & set(command):
            return []
        name, *words = _words(command) or [""]
        plain = [word for word in words if not word.startswith("-")]
        if name == "mkdir":
            for word in plain:
                with contextlib.suppress(OSError):
                    os.makedirs(self._place_to_make(word), exist_ok=True)
        elif name == "ls":
            return self._listed(plain)
        elif name == "pwd":
            return [os.getcwd()]
        elif name == "echo":
            return [" ".join(words)]
        return []

    def _place_of(self, meant: str) -> str:
        """Return the folder of the hand-in that a path means: the longest end of the path that is there."""
        if meant == self._root or (meant.startswith(self._root + os.sep) and os.path.isdir(meant)):
            return meant
        parts = [part for part in meant.removeprefix(self._root).split(os.sep) if part]
        ends = (os.path.join(self._root, *parts[start:]) for start in range(len(parts)))
        return next((place for place in ends if os.path.isdir(place)), self._root)

    def _place_to_make(self, word: str) -> str:
        place = os.path.normpath(os.path.join(os.getcwd(), word))
        return place if place.startswith(self._root + os.sep) else self._root

    def _listed(self, words: list[str]) -> list[str]:
        found: list[str] = []
        for word in words or ["."]:
            with contextlib.suppress(OSError):
                found += sorted(name for name in os.listdir(word) if not name.startswith("."))
        return found[:_MOST_LISTED]


def _words(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:  # a quotation mark without its other half
        return text.split()
