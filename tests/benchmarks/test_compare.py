"""What is computed from the measured seconds, and that the cells which all programs run are right."""

import os
import subprocess
import sys

import pytest

from benchmarks.cells import CHECKS, plain
from benchmarks.compare import OURS, measured, table
from benchmarks.line import Line
from benchmarks.measure import Cost, MeasureError, cost, how
from benchmarks.ours import same_cells, unit

ORPHAN = (
    "import os, time\n"
    "if os.fork() == 0:\n    os.setsid()\n    while time.process_time() < 0.5: pass\n    os._exit(0)\n"
    "time.sleep(3)"
)


def test_two_sizes_of_class_tell_what_each_and_what_none_costs():
    assert Line.through([3.0, 9.0], (10, 40)) == Line(each=0.2, fixed=1.0)


def test_a_row_tells_the_median_the_range_and_how_many_times_ours():
    lines = {
        name: [Line(each=each * times, fixed=1.0) for each in (1.0, 3.0, 2.0)] for name, times in ((OURS, 1), ("x", 4))
    }
    assert table(lines)[1] == {
        "program": "x",
        "cpu_seconds_each": 8.0,
        "least": 4.0,
        "most": 12.0,
        "cpu_seconds_fixed": 1.0,
        "times_ours": 4.0,
    }


def test_programs_take_turns(tmp_path):
    asked = []

    def program(name):
        return lambda work, students: asked.append((name, students)) or Cost(cpu_seconds=students, wall_seconds=0)

    measured({"a": program("a"), "b": program("b")}, tmp_path, (1, 3), runs=2)
    assert asked == [("a", 1), ("a", 3), ("b", 1), ("b", 3)] * 2


def test_a_command_that_fails_has_no_cost(tmp_path):
    with pytest.raises(MeasureError, match="exit code 3"):
        cost([sys.executable, "-c", "raise SystemExit(3)"], tmp_path)


@pytest.mark.slow
def test_a_child_that_nobody_waits_for_is_counted_where_the_system_counts_groups(tmp_path):
    found = cost([sys.executable, "-c", ORPHAN], tmp_path)
    if "control group" in how():
        assert found.cpu_seconds > 0.5


def test_the_cells_of_the_comparison_run(tmp_path):
    sources = "\n\n".join(cell.source for cell in plain(1).cells)
    ran = subprocess.run([sys.executable, "-c", sources], capture_output=True, text=True, check=True)
    assert ran.stdout.count("dx error") == 3
    assert len(plain(1).cells) == 6 + len(CHECKS) == 12


def test_no_two_hand_ins_are_the_same(tmp_path):
    for make in (same_cells, unit):
        make(tmp_path / make.__name__, 2)
        one, other = ((tmp_path / make.__name__ / name / "BatchNormalization.ipynb") for name in ("s000", "s001"))
        assert one.read_bytes() != other.read_bytes()
        assert os.listdir(tmp_path / make.__name__) != []
