"""Write hand-ins of the corpus as people handed them in: their own files, and those that differ little from a base."""

import shutil
import tomllib
from pathlib import Path

CORPUS = Path(__file__).parent
BASES = CORPUS / "base"
"""Modules of a right hand-in: `layers.py`, `closed_form.py` (layers written shorter) and `fc_net.py`."""


def facts_of(name):
    """Return the table in the expect.toml of the hand-in of this name."""
    return tomllib.loads((CORPUS / name / "expect.toml").read_text(encoding="utf-8"))


def write_hand_in(name, folder):
    """Write the hand-in of this name as `folder`/name, without its expect.toml."""
    written = folder / name
    shutil.copytree(CORPUS / name, written, ignore=shutil.ignore_patterns("expect.toml", "__pycache__"))
    for file in facts_of(name).get("file", []):
        code = edited((BASES / file["base"]).read_text(encoding="utf-8"), file.get("edits", []), f"{name}, {file['path']}")
        path = written / file["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code, encoding=file.get("encoding", "utf-8"), newline=file.get("newline", "\n"))


def edited(code, edits, where):
    """Return the code with each edit, (what stands there once, what this author wrote instead), made in its turn."""
    for old, new in edits:
        assert code.count(old) == 1, f"{where}: {old!r} stands there {code.count(old)} times"
        code = code.replace(old, new)
    return code
