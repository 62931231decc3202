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
        ('"major"', '"major"\nALSO = 3', "ALSO holds something else", "Write ALSO"),
        ('"major"', '"major"\nALSO = ({"double": 3},)', "ALSO holds something else", "Write ALSO"),
        ('"major"', '"major"\nMARK = 7', "MARK is 7", "as it stands in the student's code"),
        ('"major"', '"major"\nREPLACES = ["double"]', "REPLACES holds something else", "Write REPLACES"),
        ('"major"', '"major"\nREPLACES = {"double": 3}', "REPLACES holds something else", "Write REPLACES"),
        ('"major"', '"major"\nREPLACES = {"double": len}', "it replaces 'double' twice", "Take one of them out"),
        ('"major"', '"major"\nREPLACES = {"treble": len}', "replaces 'treble', which the reference", "a helper begin"),
        ('"major"', '"major"\n__all__ = ["halve"]', "`__all__` does not list what it replaces, double", "not needed"),
        ("def double", "def treble", "it replaces 'treble', which the reference does not have", "Correct the name"),
        ("def double", "def _double", "it replaces nothing", "Define a function"),
    ],
)
def test_a_fault_is_refused_with_its_file(tiny, old, new, what, mend):
    tiny.spoil(NAME, old, new)
    error = tiny.refused()
    assert error.where.endswith("tripled.py")
    assert what in error.what
    assert mend in error.mend


def test_what_it_says_reaches_the_assignment(tiny):
    (mistake,) = tiny.load().mistakes
    assert (mistake.id, mistake.title, mistake.hints) == ("tripled", "tripled", ("a", "b", "c"))
    assert mistake.overrides["double"](1) == 3


def test_functions_made_by_a_call_stand_in_a_dictionary(tiny):
    tiny.spoil(NAME, "def double(x):\n    return 3 * x", 'REPLACES = {"double": (lambda: lambda x: 5 * x)()}')
    (mistake,) = tiny.load().mistakes
    assert mistake.overrides["double"](1) == 5


def test_what_is_imported_of_the_reference_is_not_replaced(tiny):
    tiny.spoil(NAME, "def double", "from .. import halve\nfrom textwrap import dedent\ndef double")
    (mistake,) = tiny.load().mistakes
    assert set(mistake.overrides) == {"double"}


def test_names_that_agree_with_what_is_replaced_may_be_listed(tiny):
    tiny.spoil(NAME, "def double", '__all__ = ["double"]\n\n\ndef double')
    assert set(tiny.load().mistakes[0].overrides) == {"double"}


@pytest.mark.parametrize("decorator", ["functools.lru_cache", "np.vectorize"])
def test_a_decorated_function_replaces_the_references_as_any_other(tiny, decorator):
    tiny.spoil(NAME, "def double", f"import functools\nimport numpy as np\n@{decorator}\ndef double")
    (mistake,) = tiny.load().mistakes
    assert mistake.overrides["double"](1) == 3
