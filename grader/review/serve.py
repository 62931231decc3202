"""Serves the pages of a class until it is interrupted."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import quote

import uvicorn

from grader.errors import CallerError
from grader.gradebook.class_record import read_class_settings
from grader.gradebook.decisions import account

from .app import review_app
from .review import Review
from .sessions import address_token, secret_of
from .settings import ReviewSettings
from .words import review_words

LOOPBACK = "127.0.0.1"


def serve(folder: Path, markers: Sequence[str], port: int, language: str, tell: Callable[[str], None]) -> None:
    """Serve the pages of a class on this machine until it is interrupted.

    Args:
        folder: the class's results.
        markers: the names of those who mark; empty for the name of the account.
        port: the port; 0 for any that is free.
        language: the language of the pages.
        tell: prints a line.

    Raises:
        CallerError: no class was graded in this folder, or the port is taken.
        OutputError: the folder cannot be written.
    """
    read_class_settings(folder)
    names = tuple(dict.fromkeys(name.strip() for name in markers if name.strip())) or (account(),)
    with listening(LOOPBACK, port) as at:
        settings = ReviewSettings(
            folder=folder,
            language=language,
            markers=names,
            origin=f"http://{LOOPBACK}:{at.getsockname()[1]}",
            secret=secret_of(folder),
        )
        review = Review(settings)
        review.state()
        w = review_words(language)
        for name in names:
            address = f"{settings.origin}/?token={quote(address_token(settings.secret, name))}"
            tell(w("review.address", marker=name, address=address))
        tell(w("review.stop"))
        config = uvicorn.Config(review_app(review), log_level="warning", access_log=False, server_header=False)
        uvicorn.Server(config).run(sockets=[at])


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
