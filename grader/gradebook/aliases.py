"""Makes aliases for submissions: the same in every file of a class, and untraceable without the class's folder."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from pathlib import Path

from grader.files.atomic import write_text

FILE = ".alias_key"
"""Name of the file with the secret that aliases are made from, in a folder of results."""


def alias(key: bytes, submission: str) -> str:
    """Return the alias of a submission, such as `A-3f9a2c41`.

    Args:
        key: the class's secret.
        submission: the submission's id.
    """
    return "A-" + hmac.new(key, submission.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:8]


def alias_key(folder: Path) -> bytes:
    """Return the class's secret, which is made when it is first needed."""
    path = folder / FILE
    if not path.is_file():
        write_text(path, secrets.token_hex(16) + "\n")
    return path.read_text(encoding="utf-8").strip().encode()
