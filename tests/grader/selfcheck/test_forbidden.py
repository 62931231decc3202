"""The self-check says which line uses what the question forbids, before anything is handed in."""

import pytest

from tests.grader.selfcheck.conftest import RIGHT, Student

USES = "import numpy as np\n\n\ndef double(x):\n    return np.multiply(x, 2)\n"


@pytest.fixture
def strict(tiny, tmp_path):
    tiny.spoil("tiny.toml", "seed = 1", "seed = 77")
    rule = 'function = "double"\nforbidden = ["numpy.multiply"]\ninstead = "Write a product."'
    tiny.spoil("tiny.toml", 'function = "double"', rule)
    return Student(tmp_path / "student", tiny.load())


def _texts(card):
    return " ".join(text for line in card.lines for text in (*line.texts, line.next))


def test_a_forbidden_line_is_named_with_what_is_wanted_instead(strict):
    strict.write("m.py", USES)
    told = _texts(strict.check("first"))
    assert "`m.py`, line 5, uses `numpy.multiply`" in told
    assert "Write a product." in told


def test_a_solution_without_it_passes(strict):
    strict.write("m.py", RIGHT)
    assert "numpy.multiply" not in _texts(strict.check("first"))
