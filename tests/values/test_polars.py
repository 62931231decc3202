"""Assignments about polars, whose threads no fork may meet."""

import pytest

from grader.model.observation import Outcome

GROUPED = """
import polars as pl
def f(df):
    return df.lazy().group_by("kind").agg(pl.col("x").mean()).sort("kind").collect()
"""
GIVEN = '''
import polars as pl

class called:
    """The mean of each kind."""

    def inputs(rng):
        return {"df": pl.DataFrame({"kind": list("abcabc"), "x": rng.normal(size=6)})}

    def run(s, given):
        return {"y": s.f(given["df"])["y"], "again": s.f(given["df"])["y"]}
'''
USES = "import polars as pl\npl.DataFrame({'a': [1, 2, 1]}).lazy().group_by('a').len().collect()"


@pytest.mark.parametrize(
    ("body", "score"),
    [
        ("return df.group_by('kind').agg(pl.col('x').mean()).sort('kind')", 1),
        ("return df.lazy().group_by('kind').agg(pl.col('x').mean()).sort('kind').collect()", 1),
        ("return df.group_by('kind').agg(pl.col('x').mean()).sort('kind').select('x', 'kind')", 1),
        ("return df.group_by('kind').agg(pl.col('x').mean()).sort('kind').to_dict(as_series=False)", 1),
        ("return df.group_by('kind').agg(pl.col('x').mean()).sort('kind').rename({'x': 'mean'})", 0),
        ("return df.group_by('kind').agg(pl.col('x').sum()).sort('kind')", 0),
        ("return df.group_by('kind').agg(pl.col('x').mean()).sort('kind')['x']", 0),
    ],
)
def test_a_table_is_given_and_expected(task, body, score):
    assert task(GROUPED, GIVEN).score(f"import polars as pl\ndef f(df):\n    {body}\n") == score


def test_a_table_that_is_changed_in_place_is_as_it_was_in_the_next_call(task):
    both = 'check = "matches"\nscenarios = ["called"]\noutputs = ["y", "again"]\n'
    changing = "import polars as pl\ndef f(df):\n    found = df.group_by('kind').agg(pl.col('x').mean()).sort('kind')\n"
    changing += "    df[0, 'x'] = 5.0\n    return found\n"
    assert task(GROUPED, GIVEN, check=both).score(changing) == 1


@pytest.mark.parametrize("cells", [(), ("import polars",), (USES,)])
def test_right_code_keeps_its_points_whatever_threads_its_notebook_started(task, cells):
    """A fork of a process in which polars ran has none of its threads, and waits for them for ever."""
    assert task(GROUPED, GIVEN).score(GROUPED, *cells) == 1


def test_a_function_of_the_notebook_keeps_its_points_too(task):
    given = task(GROUPED, GIVEN)
    assert given.score("", USES, GROUPED) == 1


LATER = '''

class later:
    """It is called with a single row."""

    def inputs(rng):
        return {"df": pl.DataFrame({"kind": ["a"], "x": [1.5]})}

    run = called.run
'''
ENDLESS = """
import polars as pl
def f(df):
    while len(df) > 1:
        pass
    return df.lazy().group_by("kind").agg(pl.col("x").mean()).sort("kind").collect()
"""


def test_what_never_ends_is_stopped_at_its_cpu_time_and_what_comes_after_it_has_the_notebook_s_functions(task):
    check = 'check = "matches"\nscenarios = ["called", "later"]\noutputs = ["y"]\n'
    limits = "[limits]\nscenario_cpu_seconds = 1\nmemory_mib = 8192\n"
    made = task(GROUPED, GIVEN + LATER, check=check, assignment=limits)
    first, second = made.record("", USES, ENDLESS).observations.values()
    assert (first.outcome, first.failure.why) == (Outcome.LIMIT, "cpu")
    assert second.outcome is Outcome.RETURNED
