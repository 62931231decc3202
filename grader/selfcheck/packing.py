"""Builds the zip to hand in, unpacks it and checks its files, in a fresh process where there are processes."""

from __future__ import annotations

import os
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from grader.files.zips import zipped
from grader.model.submission import hash_of
from grader.report.plain import code

from .card import Card
from .checked_here import check_here
from .folder import StudentFolder
from .hand_in_files import hand_in_files, missing
from .hand_in_warnings import hand_in_warnings, large
from .line import Line, Tone
from .practice_bundle import PracticeBundle

WITHOUT_PROCESSES = ("emscripten", "wasi")
"""Platforms on which a program cannot start another: Python in a browser, as in JupyterLite."""


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
        lines=(*warned, inside, *_checked(bundle, target, folder)),
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


def _checked(bundle: PracticeBundle, target: Path, folder: StudentFolder) -> list[Line]:
    """Return a line with the result of the practice checks on the files of the zip."""
    words = bundle.words
    is_apart = sys.platform not in WITHOUT_PROCESSES
    with _unpacked(bundle, target, folder.root if not is_apart else None) as inside:
        try:
            found = _apart(inside, folder.notebook) if is_apart else check_here(bundle, inside, folder.notebook)
        except (OSError, ValueError, LookupError):
            return [Line(tone=Tone.WRONG, title=words("selfcheck.unchecked"))]
    right, of = found["bar"]
    tones = {line["title"]: Tone(line["tone"]) for line in found["lines"]}
    broken = [title for title, tone in tones.items() if tone in (Tone.WRONG, Tone.PARTLY)]
    todo = [title for title, tone in tones.items() if tone is Tone.TODO]
    texts = [words("selfcheck.wrong_inside", titles=words("style.between_items").join(broken))] if broken else []
    texts += [words("selfcheck.todo_inside", titles=words("style.between_items").join(todo))] if todo else []
    tone = Tone.WRONG if broken else Tone.TODO if todo else Tone.RIGHT
    key = "selfcheck.checked_inside" if is_apart else "selfcheck.checked_here"
    return [Line(tone=tone, title=words(key, right=right, of=of), texts=tuple(texts))]


def _apart(inside: Path, notebook: str) -> dict[str, Any]:
    """Return the result of `in_fresh_process`.

    Raises:
        OSError: the process cannot be started, or fails.
        ValueError, LookupError: it does not print the result.
    """
    from subprocess import SubprocessError

    from .fresh_process import in_fresh_process

    try:
        return in_fresh_process(inside, notebook)
    except SubprocessError as error:
        raise OSError(str(error)) from error


@contextmanager
def _unpacked(bundle: PracticeBundle, target: Path, beside: Path | None) -> Iterator[Path]:
    """Provide a folder with the files of a zip, among the template's files that are not handed in.

    Args:
        bundle: the practice bundle, with the template.
        target: the zip.
        beside: the folder to make it in; the system's temporary one unless given.
    """
    with tempfile.TemporaryDirectory(prefix=".hand_in_", dir=beside) as folder:
        for path, content in bundle.template.items():
            _put(Path(folder) / path, content)
        for path in bundle.rubric.paths():
            (Path(folder) / path).unlink(missing_ok=True)
        with zipfile.ZipFile(target) as archive:
            archive.extractall(folder)
        yield Path(folder)


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _size(count: int) -> str:
    return f"{count / 1024:.1f} kB"
