"""`grader convert` prints what became of each part, and nothing that the notebook prints."""

import json

from tests.grader.authoring.sources import code, graded, manual, notebook, solution, written

NOISE = "import os, sys\nprint('NOISE')\nos.system('echo NOISE')\nprint('NOISE', file=sys.stderr)"
SOURCE = notebook(
    code(NOISE),
    solution("f", "def f(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION"),
    graded("doubles", 3, "print('NOISE')\nassert f(2) == 4"),
    graded("always", 2, "assert True"),
    code("1 / 0"),
    manual("why", 4),
)


def test_a_table_says_what_became_of_each_part(grader, tmp_path):
    ran = grader("convert", "nbgrader", written(tmp_path, "lab", SOURCE), "--out", tmp_path / "out")
    rows = [line.split(maxsplit=2) for line in ran.stdout.splitlines()]
    assert ran.returncode == 0
    assert rows[:3] == [["question", "points", "result"], ["doubles", "3", "crossed"], ["always", "2", rows[2][2]]]
    assert rows[2][2].startswith("left out (cell 4): it takes no step")
    assert rows[3] == ["why", "4", "for a person"]
    assert "1 of 2 tests grade here. Of 9 points 3 are theirs, 4 a person's, and 2 are lost." in ran.stdout
    assert "cell 5: `1 / 0` raises ZeroDivisionError" in ran.stdout
    assert ran.stdout.splitlines()[-1].endswith(" seconds.")


def test_nothing_of_the_notebook_reaches_the_terminal(grader, tmp_path, capfd):
    ran = grader("convert", "nbgrader", written(tmp_path, "lab", SOURCE), "--out", tmp_path / "out")
    assert "NOISE" not in ran.stdout + ran.stderr + "".join(capfd.readouterr())
    assert ran.stderr == ""


def test_machines_read_the_parts(grader, tmp_path):
    ran = grader("convert", "nbgrader", written(tmp_path, "lab", SOURCE), "--out", tmp_path / "out", "--json")
    found = json.loads(ran.stdout)
    assert (found["tests"], found["crossed"], found["manual"], found["audited"]) == (2, 1, 1, True)
    assert [part["state"] for part in found["parts"]] == ["crossed", "left", "person"]


def test_what_cannot_be_taken_exits_with_every_reason(grader, tmp_path):
    source = notebook(graded("a", 1, "assert 1"), graded("a", "x", "assert 2"))
    ran = grader("convert", "nbgrader", written(tmp_path, "lab", source), "--out", tmp_path / "out")
    assert ran.returncode == 2
    assert [line.strip()[:6] for line in ran.stderr.splitlines()] == [
        "error:",
        "why:  ",
        "cell 1",
        "cell 2",
        "cell 2",
        "mend: ",
    ]
    assert not (tmp_path / "out").exists()
