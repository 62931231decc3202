"""Serves the pages of a class until it is interrupted."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import uvicorn

from grader.errors import CallerError
from grader.gradebook.class_record import read_class_settings
from grader.gradebook.decisions import account

from .app import review_app
from .passwords import read_passwords
from .review import Review
from .sessions import address_token, secret_of
from .settings import ReviewSettings
from .words import review_words

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote:
    """With what the pages are served beyond this machine."""

    host: str
    """The name or address that browsers are to find them under, at which is listened too."""
    certificate: Path
    """The file with the TLS certificate, and those that it stands on."""
    key: Path
    """The file with its key."""
    passwords: Path
    """The file with the markers' hashed passwords."""


def serve(
    folder: Path,
    markers: Sequence[str],
    port: int,
    language: str,
    tell: Callable[[str], None],
    remote: Remote | None = None,
) -> None:
    """Serve the pages of a class until it is interrupted.

    Args:
        folder: the class's results.
        markers: the names of those who mark; empty for the name of the account.
        port: the port; 0 for any that is free.
        language: the language of the pages.
        tell: prints a line.
        remote: with what they are served beyond this machine; None to serve this machine alone.

    Raises:
        CallerError: no class was graded in this folder, the port is taken, or TLS or passwords cannot be used.
        OutputError: the folder cannot be written.
    """
    read_class_settings(folder)
    _refuse_remote(remote)
    names = tuple(dict.fromkeys(name.strip() for name in markers if name.strip())) or (account(),)
    with listening(LOOPBACK if remote is None else remote.host, port) as at:
        host = f"http://{LOOPBACK}" if remote is None else f"https://{remote.host}"
        settings = ReviewSettings(
            folder=folder,
            language=language,
            markers=names if remote is None else (),
            origin=f"{host}:{at.getsockname()[1]}",
            secret=secret_of(folder),
            passwords=None if remote is None else remote.passwords,
        )
        review = Review(settings)
        review.state()
        _announce(settings, tell)
        config = uvicorn.Config(
            review_app(review),
            log_level="warning",
            access_log=False,
            server_header=False,
            ssl_certfile=None if remote is None else remote.certificate,
            ssl_keyfile=None if remote is None else remote.key,
            timeout_graceful_shutdown=5,
        )
        with suppress(KeyboardInterrupt):  # the way to end it
            uvicorn.Server(config).run(sockets=[at])


def _announce(settings: ReviewSettings, tell: Callable[[str], None]) -> None:
    w = review_words(settings.language)
    if settings.is_remote:
        tell(w("review.at", address=f"{settings.origin}/"))
    for name in settings.markers:
        address = f"{settings.origin}/?token={quote(address_token(settings.secret, name))}"
        tell(w("review.address", marker=name, address=address))
    tell(w("review.stop"))


def _refuse_remote(remote: Remote | None) -> None:
    """Refuse TLS files and passwords that cannot be used, before anything is served."""
    if remote is None:
        return
    if not read_passwords(remote.passwords):
        raise CallerError("review_no_markers", where=str(remote.passwords))
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(remote.certificate, remote.key)
    except (OSError, ssl.SSLError) as error:
        raise CallerError("review_tls_unusable", where=str(remote.certificate), error=str(error)) from error


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens.

    Raises:
        CallerError: the port is taken, or must not be used.
    """
    found = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host, port))
        found.listen(128)
    except OSError as error:
        found.close()
        raise CallerError("review_port_taken", port=port, error=error.strerror or str(error)) from error
    return found
