"""Any console can show a card."""

import io

import pytest

from grader.selfcheck.console import for_encoding, say


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "✓ right → 题"),
        ("cp1252", "[ok] right -> ?"),
        ("cp936", "[ok] right → 题"),
        ("ascii", "[ok] right -> ?"),
        ("no such", "[ok] right -> ?"),
    ],
)
def test_a_sign_that_a_code_page_lacks_is_written_plainly(encoding, shown):
    assert for_encoding("✓ right → 题", encoding) == shown


@pytest.mark.parametrize("encoding", ["cp1252", "cp936", "cp437"])
def test_printing_never_fails_for_want_of_a_letter(encoding):
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    say("✓ ✗ ○ … → 练习 ∂", stream)
