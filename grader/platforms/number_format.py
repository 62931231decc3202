"""Reads and writes numbers as a platform's file does: with a point or a comma, and at most two decimals."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_CENT = Decimal("0.01")
_COMMA = re.compile(r"-?\d[\d.]*,\d{1,2}")
_POINT = re.compile(r"-?\d[\d,]*\.\d+")
_PLAIN = re.compile(r"-?\d+(\.\d+)?")
_GAPS = re.compile(r"[\s'\u2019]")


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberFormat:
    """The decimal sign of a file's numbers."""

    comma: bool = False
    """Whether the decimal sign is a comma."""

    def read(self, text: str) -> Decimal | None:
        """Read the number that a cell holds; None where it holds none."""
        thousands, point = (".", ",") if self.comma else (",", ".")
        plain = _GAPS.sub("", text).replace(thousands, "").replace(point, ".")
        return Decimal(plain) if _PLAIN.fullmatch(plain) else None

    def written(self, value: Decimal) -> str:
        """Write a number as a cell: at most two decimals, a half rounded up."""
        text = f"{value.quantize(_CENT, ROUND_HALF_UP):f}".rstrip("0").rstrip(".")
        return text.replace(".", ",") if self.comma else text


def number_format_of(cells: Iterable[str], delimiter: str) -> NumberFormat:
    """Detect a file's decimal sign; if no cell has decimals, it is a comma where `;` separates the cells."""
    found = [cell.strip() for cell in cells]
    commas = sum(bool(_COMMA.fullmatch(cell)) for cell in found)
    points = sum(bool(_POINT.fullmatch(cell)) for cell in found)
    return NumberFormat(comma=commas > points or (commas == points == 0 and delimiter == ";"))


def exact(score: float) -> Decimal:
    """Return points as a decimal number without the rounding error of binary fractions."""
    return Decimal(str(round(score, 4)))
