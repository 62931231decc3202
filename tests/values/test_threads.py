"""Threads of libraries: right code keeps its points at every level, whatever its notebook started."""

import pytest

from grader.sandbox.selftest import chosen
from grader.sandbox.slot import Slot

GROUPED = """
import polars as pl
def f():
    df = pl.DataFrame({"kind": list("abcabc"), "x": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]})
    return df.lazy().group_by("kind").agg(pl.col("x").mean()).sort("kind").collect()["x"]
"""
CELLS = [
    (),
    ("import polars",),
    (GROUPED + "f()",),
    ("import threading, time\nthreading.Thread(target=time.sleep, args=(9,), daemon=True).start()",),
]
IDS = ["none", "import", "work", "Python's own"]


@pytest.mark.parametrize("cells", CELLS, ids=IDS)
def test_polars_in_module_and_notebook(task, walled, cells):
    given = task(GROUPED)
    given.slot = walled
    assert given.score(GROUPED, *cells) == 1
    assert given.score("", *cells, GROUPED) == 1


@pytest.mark.slow
def test_polars_in_a_process_that_was_started_for_it(task):
    given = task(GROUPED)
    with Slot(chosen("limited"), fresh=True) as given.slot:
        for cells in CELLS:
            assert given.score(GROUPED, *cells) == 1


def test_with_threads_that_python_started_scenarios_still_run_in_a_fork(task):
    """Such a fork is sound, and a function that ends the process costs the notebook's variables nothing."""
    given = task("def f():\n    return True\n")
    record = given.record("import os\ndef f():\n    os._exit(3)\n", CELLS[3][0])
    (seen,) = record.observations.values()
    assert seen.failure.why == "3"
