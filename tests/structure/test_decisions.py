"""Decisions are cited from the code that follows them, and what is cited is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
DECISIONS = {path.name[:4]: path for path in sorted((ROOT / "docs/decisions").glob("*.md"))}
SOURCES = [*(ROOT / "grader").rglob("*.py"), *(ROOT / "tests/structure").rglob("*.py")]


def _cited():
    return {number for path in SOURCES for number in re.findall(r"decisions?[ /](\d{4})", path.read_text("utf-8"))}


def test_every_decision_is_cited_from_code_and_every_citation_is_there():
    assert _cited() ^ DECISIONS.keys() == set()


def test_a_decision_begins_with_its_number():
    first = {path.name: path.read_text("utf-8").split("\n")[0] for path in DECISIONS.values()}
    assert [name for name, line in first.items() if not line.startswith((f"# {name[:4]} ", f"# {name[:4]}:"))] == []
