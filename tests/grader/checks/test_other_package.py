"""A small package brings a kind of check: it is installed, found by its entry point, and a hand-in graded by it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs/add_a_check.md"
CRITERION = """
[[question]]
id = "sums"
title = "Sums"
function = "double"
[[question.criterion]]
id = "total"
title = "The total is right"
points = 2
check = "total"
scenario = "doubled"
output = "out"
"""
METADATA = "Metadata-Version: 2.1\nName: grader-total\nVersion: 1.0\n"
ENTRY_POINTS = '[grader.checks]\ntotal = "grader_total:TotalTable"\n'.replace('"', "")


def code_of_page():
    """The module that the page shows, as it is printed there."""
    text = PAGE.read_text(encoding="utf-8")
    shown = text.split("`grader_total.py`:\n\n", 1)[1]
    lines = []
    for line in shown.splitlines():
        if line and not line.startswith("    "):
            break
        lines.append(line[4:])
    return "\n".join(lines)


@pytest.fixture
def packages(tmp_path):
    """A folder into which the package is installed, as pip leaves it there."""
    target = tmp_path / "packages"
    info = target / "grader_total-1.0.dist-info"
    info.mkdir(parents=True)
    (target / "grader_total.py").write_text(code_of_page(), encoding="utf-8")
    (info / "METADATA").write_text(METADATA)
    (info / "entry_points.txt").write_text(ENTRY_POINTS)
    (info / "RECORD").write_text("")
    return target


def graded(tiny, packages, module, out):
    folder = tiny.folder / "hand_in"
    folder.mkdir(exist_ok=True)
    (folder / "m.py").write_text(module)
    command = [sys.executable, "-m", "grader", "grade", str(folder), "--rubric", str(tiny.folder / "tiny.toml")]
    path = os.pathsep.join([str(ROOT), str(packages)])
    done = subprocess.run(
        [*command, "--out", str(out)],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    return report["questions"][-1]["criteria"][0]


@pytest.mark.slow
def test_a_hand_in_is_graded_by_another_package_s_kind(tiny, packages, tmp_path):
    tiny.write("tiny.toml", (tiny.folder / "tiny.toml").read_text() + CRITERION)
    right = graded(tiny, packages, "def double(x):\n    return 2 * x[::-1]\n", tmp_path / "right")
    assert (right["check"], right["verdict"], right["score"]) == ("total", "pass", 2)
    assert right["message"] == "The numbers add up as they should."
    wrong = graded(tiny, packages, "def double(x):\n    return 3 * x\n", tmp_path / "wrong")
    assert (wrong["verdict"], wrong["score"]) == ("fail", 0)
    assert wrong["next"] == "Add up a small example by hand."
