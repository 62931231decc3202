import pytest

from grader.model.submission import Cell, CellKind
from grader.submission.skipped_commands import skipped_commands


def _told(*sources):
    cells = [Cell(index=place, kind=CellKind.CODE, source=source) for place, source in enumerate(sources)]
    return [(remark.id, remark.facts["cell"], remark.facts["command"]) for remark in skipped_commands(cells)]


@pytest.mark.parametrize(
    "line", ["!pip install x", "  !ls", "files = !ls", "%pip install x", "get_ipython().system('ls')", "%rm -r x"]
)
def test_a_command_that_is_not_carried_out_is_named(line):
    assert _told("x = 1", f"{line}\nimport a") == [("command_skipped", "2", line.strip())]


@pytest.mark.parametrize("line", ["%matplotlib inline", "%cd x", "%%time", "x != 1", "a % b", "%%capture", "# !pip"])
def test_what_is_carried_out_is_not(line):
    assert _told(line) == []


def test_many_commands_are_one_remark():
    (told,) = list(skipped_commands([Cell(index=0, kind=CellKind.CODE, source="!a\n!b\n!c")]))
    assert (told.id, told.facts["count"]) == ("commands_skipped", "3")


def test_a_breakpoint_is_named_with_its_cell():
    assert _told("", "def f():\n    breakpoint()") == [("breakpoint_left", "2", "breakpoint()")]
    assert _told("import pdb; pdb.set_trace()") == [("breakpoint_left", "1", "pdb.set_trace()")]
    assert _told("text = 'breakpoint()'") == []


def test_a_long_line_takes_no_time():
    assert _told(" " * 200_000 + "x") == []
