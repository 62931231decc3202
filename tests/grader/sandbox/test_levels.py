"""A rubric's limits reach what keeps them."""

from pathlib import Path

import pytest

from grader.model.rubric import Limits
from grader.sandbox.levels import fork_settings, process_limits_of, total_limits_of

MIB = 1 << 20
LIMITS = Limits(memory_mib=7, processes=6, file_mib=5, disk_mib=4, files=3, notebook_cpu_seconds=2)


def test_one_process_is_bounded_by_the_system():
    bounds = process_limits_of(LIMITS)
    assert (bounds["memory_bytes"], bounds["processes"], bounds["file_bytes"]) == (7 * MIB, 6, 5 * MIB)


def test_at_full_the_folder_has_room_for_what_was_handed_in_and_the_rest():
    place = fork_settings("full", Path("/s"), LIMITS, content_bytes=10)
    assert (place["folder_bytes"], place["folder_files"]) == (4 * MIB + 10, 3)
    assert total_limits_of(LIMITS, "full", Path("/s"), 10).folders == ()


@pytest.mark.parametrize("level", ["limited", "none"])
def test_elsewhere_the_folders_are_watched(level):
    bounds = total_limits_of(LIMITS, level, Path("/s"), 10)
    assert bounds.folders == (Path("/s/work"), Path("/s/home"))
    assert (bounds.folder_bytes, bounds.folder_files) == (4 * MIB + 10, 3)
    assert (bounds.memory_bytes, bounds.processes) == (7 * MIB, 6)
