"""Reads what a form brings, within bounds."""

from __future__ import annotations

from starlette.datastructures import UploadFile
from starlette.requests import Request

from grader.errors import CallerError

from .request import Form, SentFile

MOST_BYTES = 4_000_000
"""Largest form that is read, with its files, in bytes."""


async def read_form(request: Request) -> Form:
    """Return what a form brought.

    Raises:
        CallerError: it is too large, or does not say how large it is.
    """
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > MOST_BYTES:
        raise CallerError("review_form_too_large", most=MOST_BYTES // 1_000_000)
    found = await request.form(max_files=4, max_fields=20_000, max_part_size=MOST_BYTES)
    texts: dict[str, list[str]] = {}
    files: dict[str, SentFile] = {}
    for name, value in found.multi_items():
        if isinstance(value, UploadFile):
            files[name] = SentFile(name=value.filename or "", content=await value.read())
        else:
            texts.setdefault(name, []).append(value)
    await found.close()
    return Form(texts=texts, files=files)
