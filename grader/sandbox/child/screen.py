"""Makes of an output what its reader sees: no colours, no markup, and of a line written over its last text alone.

Why it is so: docs/decisions/0026. Every pattern here takes time in proportion to the text, whatever the text is.
"""

from __future__ import annotations

import html
import re

_ERASED = re.compile(r"\x1b\[[12]K|(?<=\r)\x1b\[0?K")
_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\^_=>])")
"""A terminal's control sequence (ECMA-48): CSI with its parameters, OSC to its end, or one letter."""

_TAG = re.compile(r"<([/!]?[A-Za-z-][^<>]*)>")
_TAG_NAME = re.compile(r"/?[A-Za-z0-9]*")
_LINES = {"br", "p", "div", "tr", "li", "ul", "ol", "table", "pre", "hr", "h1", "h2", "h3", "h4", "h5", "h6"}
_CELLS = {"td", "th"}
_UNSEEN = {"style", "script"}
_NO_CHARACTER = re.compile(r"&#[0-9A-Fa-fXx]{9,};?")

_BOLD = re.compile(r"(?<!\w)\*\*|\*\*(?!\w)|`")
_TIMES = re.compile(r"\\(?:times|cdot)(?![A-Za-z])")
_ESCAPED = re.compile(r"\\([_%&#*|{}])")
_COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)")


def on_screen(text: str) -> str:
    """Return a text as a notebook shows it.

    Escape sequences are gone, a backspace takes back a character, and of a line that is written over after a carriage
    return, the last text counts.
    """
    if "\x1b" in text:
        text = _ESCAPE.sub("", _ERASED.sub("\r ", text))
    if "\r" not in text and "\b" not in text:
        return text
    return "\n".join(_last_text(line) for line in text.split("\n"))


def _last_text(line: str) -> str:
    line = next((part for part in reversed(line.split("\r")) if part), "")
    if "\b" not in line:
        return line
    kept: list[str] = []
    for sign in line:
        if sign != "\b":
            kept.append(sign)
        elif kept:
            kept.pop()
    return "".join(kept)


def html_text(source: str) -> str:
    """Return the text of an HTML fragment: rows and blocks on lines of their own, the cells of a row side by side."""
    pieces = _TAG.split(source)  # text, tag, text, tag, ..., text
    shown, unseen = [pieces[0]], ""
    for tag, text in zip(pieces[1::2], pieces[2::2], strict=True):
        name = _TAG_NAME.match(tag)
        word = name.group().lower() if name else ""
        if unseen and word != f"/{unseen}":
            continue
        unseen = word if word in _UNSEEN else ""
        gap = "\n" if word.strip("/") in _LINES else " " if word.strip("/") in _CELLS else ""
        shown.append(gap + ("" if unseen else text))
    return html.unescape(_NO_CHARACTER.sub("", "".join(shown)))


def markdown_text(source: str) -> str:
    """Return the text of markdown without the marks of emphasis, code, tables and formulas."""
    pieces = _BOLD.sub("", source).replace("|", " ").split("$")  # text, formula, text, formula, ...
    pieces[1::2] = [latex_text(piece) if "\\" in piece or "{" in piece else piece for piece in pieces[1::2]]
    return _ESCAPED.sub(r"\1", "".join(pieces))


def latex_text(source: str) -> str:
    """Return the text of a LaTeX formula without its commands and braces."""
    plain = _TIMES.sub("\u00d7", source.replace(r"\\", "\n"))
    return re.sub(r"[{}$]", "", _COMMAND.sub(" ", _ESCAPED.sub(r"\1", plain)))
