"""Signs addresses, cookies and forms, so that a page knows who asks without keeping a table of who came in."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
import tempfile
from pathlib import Path

from grader.files.atomic import unwritable
from grader.files.lines import locked_file

FILE = ".review_key"
"""Name of the file with the secret, in a folder of results; without it every address and cookie is void."""
SECRET_BYTES = 32
"""Length of the secret."""


def secret_of(folder: Path) -> bytes:
    """Return the class's secret, which is made when it is first needed; its owner alone can read it.

    Raises:
        OutputError: it cannot be written.
    """
    path = folder / FILE
    try:
        with locked_file(path):
            if not path.is_file() or path.stat().st_size < 2 * SECRET_BYTES:  # none yet, or part of one
                with tempfile.NamedTemporaryFile("w", dir=folder, prefix=FILE, encoding="ascii", delete=False) as file:
                    file.write(secrets.token_hex(SECRET_BYTES) + "\n")
                os.replace(file.name, path)
        return path.read_bytes().strip()
    except OSError as error:
        raise unwritable(path, error) from error


def address_token(secret: bytes, marker: str) -> str:
    """Return what stands in the address that lets a marker in."""
    return _signed(secret, "address", marker)


def cookie_of(secret: bytes, marker: str, until: int, proof: str = "") -> str:
    """Return the cookie that says who a marker is.

    Args:
        secret: the class's secret.
        marker: the marker's name.
        until: the time at which it ends, in seconds since 1970.
        proof: what else has to stay the same while the cookie is good, such as the hash of the marker's password.
    """
    name, when = base64.urlsafe_b64encode(marker.encode()).decode(), str(until)
    told = _signed(secret, "cookie", marker, when)
    return ".".join((name, when, told, _signed(secret, "proof", marker, when, proof)))


def name_in(secret: bytes, cookie: str, now: float) -> str:
    """Return the name that a cookie of ours was made for; empty where it is none of ours, or has ended.

    Args:
        secret: the class's secret.
        cookie: the cookie.
        now: the present time, in seconds since 1970.
    """
    name, when, told = [*cookie.split("."), "", "", ""][:3]
    try:
        marker, until = base64.urlsafe_b64decode(name.encode()).decode(), int(when)
    except ValueError:
        return ""
    return marker if until > now and is_same(told, _signed(secret, "cookie", marker, when)) else ""


def is_proved(secret: bytes, cookie: str, marker: str, proof: str) -> bool:
    """Return whether a cookie was made while a marker's proof was this one."""
    when, told = [*cookie.split("."), "", "", "", ""][1:4:2]
    return is_same(told, _signed(secret, "proof", marker, when, proof))


def is_same(one: str, other: str) -> bool:
    """Compare two secrets in a time that tells nothing about them."""
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))


def form_token(secret: bytes, cookie: str) -> str:
    """Return what every form of a marker's pages brings back, and no other site knows."""
    return _signed(secret, "form", cookie)


def _signed(secret: bytes, *parts: str) -> str:
    text = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hmac.new(secret, text, hashlib.sha256).hexdigest()[:40]
