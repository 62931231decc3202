"""Reads what a form brings, within bounds."""

from __future__ import annotations

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from grader.errors import CallerError

from .request import Form, SentFile

MOST_FIELDS = 20_000
"""Largest number of fields of a form."""
MOST_BYTES = 4_000_000
"""Largest form that is read, with its files, in bytes."""


async def read_form(request: Request) -> Form:
    """Return what a form brought.

    Raises:
        CallerError: it is too large, does not say how large it is, or cannot be read.
    """
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > MOST_BYTES:
        raise CallerError("review_form_too_large", most=MOST_BYTES // 1_000_000)
    try:
        found = await request.form(max_files=4, max_fields=MOST_FIELDS, max_part_size=MOST_BYTES)
    except (HTTPException, ClientDisconnect) as error:
        raise CallerError("review_form_broken") from error
    texts: dict[str, list[str]] = {}
    files: dict[str, SentFile] = {}
    for name, value in found.multi_items():
        if isinstance(value, UploadFile):
            files[name] = SentFile(name=value.filename or "", content=await value.read())
        else:
            texts.setdefault(name, []).append(value)
    await found.close()
    return Form(texts=texts, files=files)
