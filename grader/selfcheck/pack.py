"""Builds the zip to hand in, unpacks it and checks its files in a fresh process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from grader.files.zips import zipped
from grader.model.submission import hash_of
from grader.report.plain import code

from .card import Card
from .folder import StudentFolder
from .hand_in_files import hand_in_files, missing
from .hand_in_warnings import hand_in_warnings, large
from .line import Line, Tone
from .practice_bundle import PracticeBundle

MINUTES = 5
"""Most minutes that checking the packed files may take."""


def packed(bundle: PracticeBundle, folder: StudentFolder, ran: Sequence[str] | None, to: Path | None) -> Card:
    """Build the zip to hand in, check it, and return a card with its files, warnings and the result.

    Args:
        bundle: the practice bundle.
        folder: the student's folder.
        ran: the code that the running notebook ran, by execution count; None outside of a notebook.
        to: the zip's path; None for `ID_hand_in.zip` in the folder.
    """
    words, files, gone = bundle.words, hand_in_files(bundle, folder), missing(bundle, folder)
    lacks = [words("selfcheck.missing_file", path=path) for path in gone]
    if not files:
        lines = tuple(Line(tone=Tone.WRONG, title=text) for text in lacks)
        verdict = words("selfcheck.nothing_to_pack", folder=folder.root.name)
        return Card(tone=Tone.WRONG, title=bundle.rubric.title, verdict=verdict, lines=lines, is_answer=False)
    target = to or folder.root / f"{bundle.rubric.id}_hand_in.zip"
    try:
        write(files, target)
    except OSError as error:
        verdict = words("selfcheck.unwritable", path=target, reason=error.strerror or str(error))
        return Card(tone=Tone.WRONG, title=bundle.rubric.title, verdict=verdict, is_answer=False)
    worth = [*lacks, *hand_in_warnings(bundle, folder, ran), *large(bundle, files)]
    warned = [Line(tone=Tone.WRONG, title=text) for text in worth]
    listed = [words("selfcheck.file", path=code(path), size=_size(len(content))) for path, content in files.items()]
    inside = Line(tone=Tone.RIGHT, title=words("selfcheck.files", count=len(files)), texts=tuple(listed))
    return Card(
        tone=Tone.WRONG if warned else Tone.RIGHT,
        title=f"`{target.name}`",
        verdict=words("selfcheck.packed_with_doubts" if warned else "selfcheck.packed"),
        lines=(*warned, inside, *_checked(bundle, target)),
        closing=(words("selfcheck.sha256", sha256=hash_of(files)), words("selfcheck.hand_in", path=target)),
    )


def write(files: Mapping[str, bytes], target: Path) -> None:
    """Write a zip with some files and no others; the same files give the same bytes.

    Args:
        files: the contents, by path in the zip.
        target: the zip's path; an existing file is replaced.

    Raises:
        OSError: the zip cannot be written.
    """
    part = target.with_name(f".{target.name}.part")
    part.write_bytes(zipped(files))
    os.replace(part, target)


def _checked(bundle: PracticeBundle, target: Path) -> list[Line]:
    """Return a line with the result of the practice checks on the files of the zip, run in a fresh process."""
    words = bundle.words
    with tempfile.TemporaryDirectory() as folder:
        for path, content in bundle.template.items():
            _put(Path(folder) / path, content)
        for path in bundle.rubric.paths():
            (Path(folder) / path).unlink(missing_ok=True)
        with zipfile.ZipFile(target) as archive:
            archive.extractall(folder)
        try:
            found = _in_fresh_process(Path(folder))
        except (OSError, ValueError, LookupError, subprocess.SubprocessError):
            return [Line(tone=Tone.WRONG, title=words("selfcheck.unchecked"))]
    right, of = found["bar"]
    tones = {line["title"]: Tone(line["tone"]) for line in found["lines"]}
    broken = [title for title, tone in tones.items() if tone is Tone.WRONG]
    todo = [title for title, tone in tones.items() if tone is Tone.TODO]
    texts = [words("selfcheck.wrong_inside", titles=words("style.between_items").join(broken))] if broken else []
    texts += [words("selfcheck.todo_inside", titles=words("style.between_items").join(todo))] if todo else []
    tone = Tone.WRONG if broken else Tone.TODO if todo else Tone.RIGHT
    return [Line(tone=tone, title=words("selfcheck.checked_inside", right=right, of=of), texts=tuple(texts))]


def _in_fresh_process(folder: Path) -> dict[str, Any]:
    """Return the output of `check --json` in a folder, from a process without the environment of this Python.

    Raises:
        OSError: the process cannot be started.
        subprocess.SubprocessError: it fails, or takes longer than `MINUTES`.
        ValueError: its output is no JSON.
        LookupError: it prints nothing.
    """
    command = [sys.executable, str(own_file()), "check", "--json"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "JPY_"))}
    environment = {**kept, "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(  # noqa: S603 - this very Python on our own file
        command, cwd=folder, env=environment, capture_output=True, timeout=60 * MINUTES, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout.decode("utf-8").splitlines()[-1])
    return found


def own_file() -> Path:
    """Return the path of `selfcheck.pyz`, or of the package's folder where the self-check runs from one."""
    place = Path(__file__).resolve()
    return next((parent for parent in place.parents if parent.suffix == ".pyz"), place.parents[1])


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _size(count: int) -> str:
    return f"{count / 1024:.1f} kB"
