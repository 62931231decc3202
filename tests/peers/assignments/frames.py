# ruff: noqa: E501 - cells as their authors write them
"""Tables of pandas: frames and series as variables, arguments and results."""

from tests.grader.authoring.sources import code, graded, notebook, solution, text

FORM = "nbgrader"
FILES = {
    "stations.csv": "station,year,rain,days\nBonn,2019,610.5,120\nBonn,2020,,98\nKiel,2019,750.0,150\nKiel,2020,802.5,161\nUlm,2019,700.25,130\nUlm,2020,655.0,\n"
}
POINTS = 15
SOURCE = notebook(
    text("# Rain\n\nTables with pandas."),
    code("import numpy as np\nimport pandas as pd\nfrom pandas.testing import assert_frame_equal, assert_series_equal"),
    text("## Reading"),
    solution("read", "### BEGIN SOLUTION\nrain = pd.read_csv('stations.csv')\n### END SOLUTION"),
    code("rain.head()"),
    graded("read_frame", 1, "assert isinstance(rain, pd.DataFrame)\nassert rain.shape == (6, 4)"),
    graded("read_columns", 1, "assert list(rain.columns) == ['station', 'year', 'rain', 'days']\nassert rain['rain'].isna().sum() == 1"),
    text("## Cleaning"),
    solution("clean", "def clean(table):\n    \"\"\"Rows without gaps, numbered anew.\"\"\"\n    ### BEGIN SOLUTION\n    return table.dropna().reset_index(drop=True)\n    ### END SOLUTION"),
    graded("clean_rows", 1, "assert len(clean(rain)) == 4\nassert not clean(rain).isna().any().any()"),
    graded("clean_values", 2, "small = pd.DataFrame({'a': [1.0, np.nan, 3.0], 'b': [4, 5, 6]})\nassert_frame_equal(clean(small), pd.DataFrame({'a': [1.0, 3.0], 'b': [4, 6]}))\n### BEGIN HIDDEN TESTS\nassert small.shape == (3, 2), 'the argument was changed'\n### END HIDDEN TESTS"),
    text("## Means"),
    solution("mean_rain", "def mean_rain(table):\n    ### BEGIN SOLUTION\n    return table.groupby('station')['rain'].mean()\n    ### END SOLUTION"),
    graded("mean_type", 1, "assert isinstance(mean_rain(rain), pd.Series)"),
    graded("mean_values", 2, "means = mean_rain(rain)\nassert abs(means['Kiel'] - 776.25) < 1e-9\nassert abs(means.loc['Bonn'] - 610.5) < 1e-9\n### BEGIN HIDDEN TESTS\nassert means.idxmax() == 'Kiel'\n### END HIDDEN TESTS"),
    text("## Selecting"),
    solution("wet", "def wet(table, limit):\n    ### BEGIN SOLUTION\n    return table[(table['rain'] > limit) & (table['year'] == 2019)]\n    ### END SOLUTION"),
    graded("wet_rows", 2, "found = wet(rain, 650)\nassert list(found['station']) == ['Kiel', 'Ulm']\nassert (found['rain'] > 650).all()"),
    graded("wet_partial", 3, "points = 0\npoints += len(wet(rain, 1000)) == 0\npoints += len(wet(rain, 0)) == 3\npoints += set(wet(rain, 0).year) == {2019}\nint(points)"),
    solution("per_day", "### BEGIN SOLUTION\nper_day = (rain['rain'] / rain['days']).round(2)\n### END SOLUTION"),
    graded("per_day_values", 2, "assert per_day[0] == 5.09\nassert pd.isnull(per_day[1])\nassert per_day.max() == 5.39"),
)  # fmt: skip
WRONG = {
    "fills": (("table.dropna().reset_index(drop=True)", "table.fillna(0)"), ("['rain'].mean()", "['rain'].sum()")),
    "lists": (("table.groupby('station')['rain'].mean()", "list(table.groupby('station')['rain'].mean())"), ("['year'] == 2019", "['year'] == 2020")),
    "early": (("pd.read_csv('stations.csv')", "pd.read_csv('stations.csv', nrows=5)"), (".round(2)", ""), ("> limit", ">= limit + 60")),
}  # fmt: skip
