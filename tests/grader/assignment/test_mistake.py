"""A mistake that is not in form is refused."""

import pytest

NAME = "reference/mistakes/tripled.py"


@pytest.mark.parametrize(
    ("old", "new", "what", "mend"),
    [
        ('TITLE = "tripled"', "TITLE = 3", "`TITLE` is missing or of another type", "Add `TITLE`"),
        ('HINTS = ("a", "b", "c")', 'HINTS = "a"', "`HINTS` is missing or of another type", "Add `HINTS`"),
        ('HINTS = ("a", "b", "c")', 'HINTS = ("a", 2)', "HINTS holds something else than texts", "Write HINTS"),
        ('"major"', '"Major"', "SERIOUSNESS is 'Major'", '"minor" or "major"'),
        ('"major"', '"major"\nKEEPS = 3', "KEEPS is 3", "number from 0 to 1"),
        ('"major"', '"major"\nKEEPS = "most"', "KEEPS is 'most'", "number from 0 to 1"),
        ('"major"', '"major"\nALSO = (3,)', "ALSO holds something else", "Write ALSO"),
        ('"major"', '"major"\nALSO = ({"halve": len},)', "ALSO holds something else", "Write ALSO"),
        ('"major"', '"major"\nMARK = 7', "MARK is 7", "as it stands in the student's code"),
        ('["double"]', "[[]]", "`__all__` names `[]`", "take it out"),
        ('["double"]', "[]", "`__all__` is empty", "List in it"),
        ('["double"]', '("double",)', "`__all__` is missing or of another type", "Add `__all__`"),
        ("double", "treble", "`__all__` names `treble`, which the file does not define", "Define it"),
    ],
)
def test_a_fault_is_refused_with_its_file(tiny, old, new, what, mend):
    tiny.spoil(NAME, old, new)
    error = tiny.refused()
    assert error.where.endswith("tripled.py")
    assert what in error.what
    assert mend in error.mend


def test_a_function_that_the_reference_lacks_is_refused(tiny):
    tiny.write(NAME, (tiny.folder / NAME).read_text().replace("double", "treble"))
    error = tiny.refused()
    assert "names 'treble', which the reference does not have" in error.what
    assert "Correct the name" in error.mend


def test_what_it_says_reaches_the_assignment(tiny):
    (mistake,) = tiny.load().mistakes
    assert (mistake.id, mistake.title, mistake.hints) == ("tripled", "tripled", ("a", "b", "c"))
    assert mistake.overrides["double"](1) == 3
