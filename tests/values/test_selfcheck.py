"""The self-check on values of other libraries: inputs are recorded as parts and built in the student's process."""

import pytest

from grader.errors import RubricError
from grader.release.build import release
from grader.release.practice import practice_files, practice_of, practice_rubric
from grader.selfcheck.practice_bundle import PracticeBundle
from grader.selfcheck.session import SelfCheckSession

TABLES = '''
{imports}

class called:
    """The mean of each kind."""

    def inputs(rng):
        return {{"df": {library}.DataFrame({{"kind": list("abcabc"), "x": rng.normal(size=6)}})}}

    def run(s, given):
        return {{"y": s.f(given["df"])["y"], "again": s.f(given["df"])["y"]}}
'''
PANDAS = "import pandas as pd\ndef f(df):\n    return df.groupby('kind')['x'].mean()\n"
CHANGING = PANDAS.replace("    return df.groupby", "    df['x'] *= 1.0\n    return df.groupby")
POLARS = "import polars as pl\ndef f(df):\n    return df.group_by('kind').agg(pl.col('x').mean()).sort('kind')\n"
BOTH = 'check = "matches"\nscenarios = ["called"]\noutputs = ["y", "again"]\n'


@pytest.mark.parametrize(
    ("library", "reference", "right", "wrong"),
    [
        ("pandas", PANDAS, CHANGING, PANDAS.replace("mean", "sum")),
        ("polars", POLARS, POLARS.replace("df.group_by", "df.clone().group_by"), POLARS.replace("mean", "sum")),
    ],
)
def test_a_table_is_practised(task, tmp_path, monkeypatch, library, reference, right, wrong):
    given = task(reference, TABLES.format(imports=f"import {library}", library=library), check=BOTH)
    files = practice_files(given.assignment, "en", practice_of(given.assignment))
    bundle = PracticeBundle(practice_rubric(given.assignment), files.__getitem__)
    for name, module, tone in (("right", right, "right"), ("wrong", wrong, "wrong")):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "m.py").write_text(module)
        monkeypatch.chdir(folder)
        assert SelfCheckSession(bundle, root=folder).check("q").tone.value == tone


def test_a_hidden_table_is_found_where_a_release_would_give_it_away(task, tmp_path):
    given = task(PANDAS, TABLES.format(imports="import pandas", library="pandas"), check=BOTH)
    release(given.rubric, tmp_path / "out")
    numbers = next(iter(given.expectations.inputs.values()))["df"].parts["data"][1]
    (given.rubric.parent / "template/notes.txt").write_text(f"{numbers[0]!s}\n")
    with pytest.raises(RubricError, match="hidden input of called/only"):
        release(given.rubric, tmp_path / "out")
