"""Assignments about pandas: tables and series as values and as inputs, graded in a sandbox."""

import pytest

TABLE = "import pandas as pd\ndef f():\n    return pd.DataFrame({'a': [1.0, 2.0], 'b': [3.0, 4.0]}, index=['r', 's'])\n"
GROUPED = """
import pandas as pd
def f(df):
    return df.groupby("kind")["x"].mean()
"""
GIVEN = '''
import pandas as pd

class called:
    """The mean of each kind."""

    def inputs(rng):
        index = pd.Index(range(10, 16), name="row")
        return {"df": pd.DataFrame({"kind": list("abcabc"), "x": rng.normal(size=6)}, index=index)}

    def run(s, given):
        return {"y": s.f(given["df"])["y"], "again": s.f(given["df"])["y"], "after": given["df"]}
'''
BOTH = 'check = "matches"\nscenarios = ["called"]\noutputs = ["y", "again", "after"]\n'


@pytest.fixture
def task(warm_task):
    return warm_task


def frame(expression):
    return f"import numpy as np\nimport pandas as pd\ndef f():\n    return {expression}\n"


@pytest.mark.parametrize(
    ("expression", "score"),
    [
        ("pd.DataFrame({'a': [1.0, 2.0], 'b': [3.0, 4.0]}, index=['r', 's'])", 1),
        ("pd.DataFrame({'b': [3.0, 4.0], 'a': [1.0, 2.0]}, index=['r', 's'])", 1),
        ("pd.DataFrame({'a': [1, 2], 'b': [3, 4]}, index=['r', 's'])", 1),
        ("np.array([[1.0, 3.0], [2.0, 4.0]])", 1),
        ("{'a': [1.0, 2.0], 'b': np.array([3.0, 4.0])}", 1),
        ("pd.DataFrame({'a': [1.0, 2.0], 'b': [3.0, 4.0]})", 0),
        ("pd.DataFrame({'a': [1.0, 2.0], 'b': [3.0, 4.1]}, index=['r', 's'])", 0),
        ("pd.DataFrame({'a': [1.0, 2.0], 'c': [3.0, 4.0]}, index=['r', 's'])", 0),
        ("pd.DataFrame({'a': [1.0, 2.0]}, index=['r', 's'])", 0),
        ("np.array([[1.0, 2.0], [3.0, 4.0]])", 0),
        ("None", 0),
    ],
)
def test_a_table_is_equal_by_columns_and_index_and_to_the_array_of_its_numbers(task, expression, score):
    assert task(TABLE).score(frame(expression)) == score


def test_without_preload_student_code_imports_it(task, slot):
    given = task(TABLE, assignment="")
    given.slot = slot
    assert given.score(frame("np.array([[1.0, 3.0], [2.0, 4.0]])")) == 1
    assert given.score(frame("pd.DataFrame({'a': [1.0, 2.0], 'b': [3.0, 4.0]})")) == 0


@pytest.mark.parametrize(
    ("key", "expression", "score"),
    [
        ("index = false", "pd.DataFrame({'a': [1.0, 2.0], 'b': [3.0, 4.0]})", 1),
        ("column_order = true", "pd.DataFrame({'a': [1.0, 2.0], 'b': [3.0, 4.0]}, index=['r', 's'])", 1),
        ("column_order = true", "pd.DataFrame({'b': [3.0, 4.0], 'a': [1.0, 2.0]}, index=['r', 's'])", 0),
        ("extra = true", "pd.DataFrame({'a': [1.0, 2], 'b': [3.0, 4], 'c': [0, 0]}, index=['r', 's'])", 1),
        ("extra = false", "pd.DataFrame({'a': [1.0, 2], 'b': [3.0, 4], 'c': [0, 0]}, index=['r', 's'])", 0),
    ],
)
def test_the_rubric_says_what_of_a_table_counts(task, key, expression, score):
    assert task(TABLE, keys=key).score(frame(expression)) == score


@pytest.mark.parametrize(
    ("body", "score"),
    [
        ("return df.groupby('kind')['x'].mean()", 1),
        ("return df.groupby('kind').mean()['x'].rename('mean')", 1),
        ("df['x'] *= 1.0; df.drop(columns='kind'); return df.groupby('kind')['x'].mean()", 1),
        ("return df.groupby('kind')['x'].mean().to_numpy()", 1),
        ("return df.groupby('kind')['x'].mean().to_dict()", 1),
        ("return df.groupby('kind')['x'].sum()", pytest.approx(1 / 3, abs=1e-4)),
    ],
)
def test_a_table_is_given_and_a_series_expected(task, body, score):
    assert task(GROUPED, GIVEN, check=BOTH).score(f"def f(df):\n    {body}\n") == score


def test_a_table_that_is_changed_in_place_is_as_it_was_in_the_next_call(task):
    changing = "def f(df):\n    found = df.groupby('kind')['x'].mean()\n    df['x'] = 0.0\n    return found\n"
    result = task(GROUPED, GIVEN, check=BOTH).result(changing)
    assert result.questions[0].score == 1


def test_a_table_that_is_given_has_its_names_and_dtypes(task):
    given = GIVEN.replace("rng.normal(size=6)", "pd.array([1, 2, 3, 4, 5, 6], dtype='Int64')")
    reference = "def f(df):\n    return [df.index.name, str(df['x'].dtype), float(df['x'].sum())]\n"
    assert task(reference, given).expected("y") == ["row", "Int64", 21.0]
    assert task(reference, given).score(reference) == 1


def test_reference_and_student_are_given_the_same(task):
    whole = (
        "import pandas as pd\ndef f(df):\n    return sorted(map(str, [df.dtypes.to_dict(), df.index, df.columns]))\n"
    )
    assert task(whole, GIVEN).score(whole) == 1


@pytest.mark.parametrize(
    ("expected", "got", "score"),
    [
        ("pd.Series([1.0, 2.0])", "np.array([1.0, 2.0])", 1),
        ("pd.Series([1.0, 2.0])", "pd.Series([1.0, 2.0], index=[1, 0])", 0),
        ("np.array([1.0, 2.0])", "pd.Series([1.0, 2.0], index=[7, 8])", 1),
        ("pd.Index(['a', 'b'])", "['a', 'b']", 1),
        ("pd.Series(['a', None])", "pd.Series(['a', None])", 1),
        ("pd.Series([1.0, float('nan')])", "pd.Series([1.0, pd.NA])", 1),
        ("pd.Series([1.0, float('nan')])", "pd.Series([1.0, 0.0])", 0),
        ("pd.Timestamp('2024-01-05')", "np.datetime64('2024-01-05')", 1),
        ("pd.Series(pd.date_range('2024-01-05', periods=2))", "pd.Series(pd.date_range('2024-01-06', periods=2))", 0),
        ("pd.Series([1, 2]).mean()", "1.5", 1),
    ],
)
def test_series_and_neighbours(task, expected, got, score):
    assert task(frame(expected)).score(frame(got)) == score
