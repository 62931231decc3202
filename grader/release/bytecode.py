"""Compiles the modules of a zip for the Python that makes the release; others compile the sources beside them.

Why it is so: docs/decisions/0047.
Source: checked and unchecked compiled files (PEP 552), and the order in which `zipimport` looks for them.
"""

from __future__ import annotations

import importlib.util
import marshal
from collections.abc import Mapping

_UNCHECKED = (0b01).to_bytes(4, "little")
"""Flags of a compiled file that is taken without a look at its source: both are in one zip."""
_PLAIN = 2
"""Version of the format in which equal sources give equal bytes, whatever else the process holds."""


def with_bytecode(files: Mapping[str, bytes], zip_name: str) -> dict[str, bytes]:
    """Return the files of a zip, with a compiled file beside each module of a package.

    Reading and compiling the sources takes two thirds of the first call's time.

    Args:
        files: contents by path.
        zip_name: name of the zip, which tracebacks show before a module's path.
    """
    modules = [path for path in files if path.endswith(".py") and "/" in path and "/lesson/" not in path]
    return {**files, **{f"{path}c": _compiled(files[path], f"{zip_name}/{path}") for path in modules}}


def _compiled(source: bytes, name: str) -> bytes:
    code = compile(source, name, "exec", dont_inherit=True)
    try:
        content = marshal.dumps(code, _PLAIN)
    except ValueError:  # a constant that only later versions of the format hold
        content = marshal.dumps(code)
    return b"".join([importlib.util.MAGIC_NUMBER, _UNCHECKED, importlib.util.source_hash(source), content])
