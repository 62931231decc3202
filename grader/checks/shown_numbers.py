"""Reads the numbers that a text shows after a label, in the forms in which Python, numpy and people write them.

A number is one token: what is part of a date, a version, a range or a name is not read (docs/decisions/0026). The text
is passed over once, whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_GAP = re.compile(r"""[:=\uff1a\uff1d\u2248~'"`*|$ \t\u00a0\u3000]*\s*""")
"""What may stand between a label and its number."""
_WORD = re.compile(r"[A-Za-z0-9_]")

_SIGN = r"[-+\u2212]?"
_NAMED = r"(?i:nan|inf(?:inity)?)(?!(?!j(?![A-Za-z0-9_]))[A-Za-z0-9_])|\u221e"
_EXPONENT = r"(?:[eE][-+\u2212]?[0-9]+)?"
_PLAIN = rf"(?:(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+){_EXPONENT}|{_NAMED})"
_GROUPED = rf"[0-9]{{1,3}}(?:(?:,[0-9]{{3}})+(?![0-9]|,[0-9])|(?:_[0-9]{{3}})+(?![0-9_]))(?:\.[0-9]*)?{_EXPONENT}"
"""A number with thousands separators; in a list a comma parts two numbers."""
_POWER = (
    rf"(?P<factor>{_SIGN}(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)[ ]?[\u00d7x*\u00b7][ ]?|{_SIGN})"
    r"10(?:(?:\^|\*\*)\{?(?P<power>[-+\u2212]?[0-9]{1,4})\}?|(?P<raised>[⁻⁺]?[⁰¹²³⁴-⁹]{1,4}))"
)
"""A power of ten: `1.2 x 10^-9`, `10**3`, `10⁻⁹`."""
_PARTS = (
    rf"(?P<real>{_SIGN}{_PLAIN})[ ]{{0,40}}(?P<imag>[-+\u2212][ ]{{0,40}}{_PLAIN})[jJ]"
    rf"|(?P<only_imag>{_SIGN}{_PLAIN})[jJ](?![A-Za-z0-9_])|(?P<alone>{_SIGN}{_PLAIN})"
)
_IN_LIST = re.compile(f"{_POWER}|{_PARTS}")
_IN_TEXT = re.compile(f"{_POWER}|(?P<grouped>{_SIGN}{_GROUPED})|{_PARTS}")
_TORN = re.compile(
    r"[A-Za-z]{0,30}[0-9_]|\.[0-9]|[-\u2212:][0-9]|/[0-9]{1,4}/[0-9]|[年月]\s?[0-9]|(?:\^|\*\*)[-+{(]?[0-9A-Za-z]"
)
"""What cannot follow a number: names, hexadecimals, versions, dates, times, ranges and powers go on like this."""
_UNIT = re.compile(r"[ ]?%|[A-Za-zµμ°]{1,8}")

_NAMES = (
    r"u?int(?:8|16|32|64|p|c|_)?|float(?:16|32|64|128|_)?|bfloat16|complex(?:64|128|256)?|bool_?|c?longdouble|half"
    r"|single|double|u?long(?:long)?|(?:nd|as)?array|matrix|tensor|\w{0,12}Tensor|(?:Device)?Array|Variable|Parameter"
    r"|list|tuple|(?:frozen)?set|deque|mp[fc]|Decimal"
)
_OPEN = re.compile(rf"(?:(?:[A-Za-z_]\w{{0,30}}\.){{0,4}}(?:{_NAMES})(?=[(]))?[\[({{](?:(?<=Decimal\()['\"])?")
"""A bracket, with the name of a type in front of it or none."""
_CLOSE = re.compile(r"['\"]?[\])}]")
_SKIPPED = re.compile(
    r"[\s,;…]+|\.\.\.|'[^'\n]{0,200}'\s?:?|\"[^\"\n]{0,200}\"\s?:?"
    r"|[A-Za-z_]\w{0,30}=(?:\([^()\n]{0,99}\)|<[^<>\n]{0,99}>|[^\s,()\[\]]{0,99})"
)
"""What stands in a list beside its numbers: separators, texts, keys, and keywords such as `dtype=float32`."""
_SUPERSCRIPTS = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹\u2212", "-+0123456789-")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownNumber:
    """A number in a text."""

    value: complex
    """Its value; the imaginary part of a real number is 0."""
    text: str
    """The characters that it was read from."""


def numbers_in(label: str, text: str) -> list[ShownNumber]:
    """Return the number after each occurrence of a label in a text; where a list or an array stands, all in it."""
    return list(_numbers(label, text))


def _numbers(label: str, text: str) -> Iterator[ShownNumber]:
    end = 0
    while (start := text.find(label, end)) >= 0:
        end = start + len(label)
        if _is_within_word(label, text, start):
            continue
        gap = _GAP.match(text, end)
        end = gap.end() if gap else end
        found, end = _value_at(text, end)
        yield from found


def _is_within_word(label: str, text: str, start: int) -> bool:
    """Return whether a label is only a part of a word there, as `w` of `w1` and `error` of `dx_error`."""
    end = start + len(label)
    cut_before = start > 0 and _WORD.match(label[0]) and _WORD.match(text[start - 1])
    cut_behind = _WORD.match(label[-1]) and _WORD.match(text, end)
    return bool(cut_before or cut_behind)


def _value_at(text: str, place: int) -> tuple[list[ShownNumber], int]:
    """Return the numbers of the value at a place, and the place where reading it ended."""
    if _OPEN.match(text, place):
        return _list_at(text, place)
    found, end = _number_at(_IN_TEXT, text, place)
    return ([] if found is None else [found]), end


def _number_at(form: re.Pattern[str], text: str, place: int) -> tuple[ShownNumber | None, int]:
    match = form.match(text, place)
    if match is None:
        return None, place
    if _TORN.match(text, match.end()):
        return None, match.end()
    return ShownNumber(value=_value(match), text=match.group().strip()), match.end()


def _list_at(text: str, place: int) -> tuple[list[ShownNumber], int]:
    """Return the numbers in the brackets that begin at a place; none where anything else is in them."""
    found: list[ShownNumber] = []
    depth = 0
    while place < len(text):
        if opened := _OPEN.match(text, place):
            depth, place = depth + 1, opened.end()
        elif closed := _CLOSE.match(text, place):
            depth, place = depth - 1, closed.end()
            if depth == 0:
                break
        elif skipped := _SKIPPED.match(text, place):
            place = skipped.end()
        else:
            number, place = _number_at(_IN_LIST, text, place)
            if number is None:
                return [], place
            found.append(number)
            unit = _UNIT.match(text, place)
            place = unit.end() if unit else place
    return found, place


def _value(match: re.Match[str]) -> complex:
    parts = match.groupdict()
    power = parts["power"] or parts["raised"]
    if power is not None:
        factor = re.sub(r"[ \u00d7x*\u00b7]", "", parts["factor"])
        return complex(_real(f"{factor}1" if factor in ("", "+", "-", "\u2212") else factor, _plain(power)))
    if parts["imag"] is not None:
        return complex(_real(parts["real"]), _real(parts["imag"]))
    if parts["only_imag"] is not None:
        return complex(0.0, _real(parts["only_imag"]))
    return complex(_real(parts.get("grouped") or parts["alone"]))


def _real(text: str, power: str = "0") -> float:
    plain = re.sub(r"[ ,_]", "", _plain(text)).replace("\u221e", "inf")
    return float(plain) if power == "0" else float(f"{plain}e{power}")


def _plain(text: str) -> str:
    return text.translate(_SUPERSCRIPTS)
