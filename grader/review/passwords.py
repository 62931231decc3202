"""Keeps the names of those who mark with their hashed passwords, a line each: `NAME:HASH`."""

from __future__ import annotations

from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from grader.errors import CallerError
from grader.files.atomic import write_text

SHORTEST = 10
"""Smallest number of characters of a password."""


def read_passwords(path: Path) -> dict[str, str]:
    """Return the hash of each marker's password, by name.

    Raises:
        CallerError: it cannot be read, or a line is none.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CallerError("review_passwords_unreadable", where=str(path), error=str(error)) from error
    found: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            name, _, hashed = line.strip().rpartition(":")
            if not name or not hashed.startswith("$argon2"):
                raise CallerError("review_password_line", where=str(path), number=number)
            found[name] = hashed
    return found


def add_password(path: Path, name: str, password: str) -> None:
    """Add a marker to the file, or give one another password; the file is made where there is none.

    Raises:
        CallerError: the name or the password cannot be used.
        OutputError: the file cannot be written.
    """
    if not name.strip() or not name.isprintable() or ":" in name:
        raise CallerError("review_marker_name", name=repr(name))
    if len(password) < SHORTEST:
        raise CallerError("review_password_short", least=SHORTEST)
    known = read_passwords(path) if path.is_file() else {}
    known[name.strip()] = PasswordHasher().hash(password)
    is_new = not path.exists()
    write_text(path, "".join(f"{one}:{hashed}\n" for one, hashed in known.items()))
    if is_new:
        path.chmod(0o600)


def is_password(passwords: dict[str, str], name: str, password: str) -> bool:
    """Return whether a password is a marker's; a name that is not known takes as long as one that is.

    Args:
        passwords: the hash of each marker's password.
        name: the name.
        password: the password.
    """
    hasher = PasswordHasher()
    try:
        return hasher.verify(passwords.get(name) or hasher.hash("nobody's"), password) and name in passwords
    except (Argon2Error, InvalidHashError):
        return False
