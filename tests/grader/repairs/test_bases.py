"""An edit that helps is worth the more the more it mends: a case, an output, an exception, a few numbers."""

import numpy as np
import pytest

from grader.repairs.bases import Help, progress
from grader.repairs.cases import FAR, Came, Score

DUE = np.array([1.0, 2.0])


def came(errors, sample=(0.0, 0.0), **more):
    return Came(score=Score(errors=dict(zip("ab", errors, strict=True))), sample=np.array(sample), **more)


BEFORE = came((1.0, 1.0))
RAISED = came((FAR, FAR), (np.nan, np.nan), frames=(("m.py", 3),), error="TypeError", came=False)


@pytest.mark.parametrize(
    ("before", "after", "helps"),
    [
        (BEFORE, came((0.0, 0.0), DUE), Help.PASSES),
        (BEFORE, came((0.0, 1.0)), Help.OUTPUT),
        (BEFORE, came((0.2, 0.2)), Help.NEARER),
        (BEFORE, came((1.0, 1.0), (1.0, 0.0)), Help.NEARER),
        (RAISED, came((1.0, 1.0)), Help.FURTHER),
        (RAISED, came((FAR, FAR), (np.nan, np.nan), frames=(("m.py", 5),), error="TypeError"), Help.FURTHER),
        (RAISED, came((FAR, FAR), (np.nan, np.nan), frames=(("m.py", 3),), error="ValueError"), Help.OTHERWISE),
        (came((FAR, FAR), (np.nan, np.nan), came=False), came((FAR, FAR), (np.nan, np.nan)), Help.FURTHER),
    ],
)
def test_what_an_edit_brings_about(before, after, helps):
    found = progress(before, after, DUE)
    assert found is not None
    assert found[0] is helps


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (BEFORE, BEFORE),
        (came((0.0, 1.0)), came((1.0, 0.0))),
        (RAISED, RAISED),
        (RAISED, came((FAR, FAR), (np.nan, np.nan), frames=(("m.py", 2),), error="TypeError")),
        (BEFORE, RAISED),
    ],
)
def test_what_spoils_something_or_comes_no_further_is_no_help(before, after):
    assert progress(before, after, DUE) is None
