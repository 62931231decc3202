"""A long run: what counts as a leak, and that a short one leaks nothing."""

import pytest

from benchmarks.soak import Sample, Soaked, soak


def _sample(done, memory=50.0, descriptors=10):
    return Sample(done=done, memory_mib=memory, descriptors=descriptors, processes=9, folders=2)


def _soaked(samples, **left):
    rest = {"left_folders": 0, "left_processes": 0, **left}
    return Soaked(graded=100, samples=tuple(samples), **rest)


def test_a_flat_run_has_no_troubles():
    assert _soaked(_sample(done) for done in range(101)).troubles() == []


def test_memory_that_grows_with_the_class_is_a_trouble():
    assert _soaked(_sample(done, memory=50.0 + done) for done in range(101)).troubles() == ["memory grew by 70 MiB"]


def test_descriptors_that_grow_with_the_class_are_a_trouble():
    assert _soaked(_sample(done, descriptors=done) for done in range(101)).troubles() == ["open descriptors grew"]


def test_what_is_left_is_a_trouble():
    found = _soaked([_sample(1)], left_folders=1, left_processes=2).troubles()
    assert found == ["1 temporary files were left", "2 processes were left"]


def test_what_is_too_large_or_changes_others_rows_is_a_trouble():
    large = Sample(done=1, memory_mib=50, descriptors=9, processes=9, folders=2, largest_mib=700)
    found = _soaked([large], record_mib=120, differing=("a",)).troubles()
    assert found == ["a process took 700 MiB", "a record takes 120 MiB", "other rows for a"]


@pytest.mark.slow
def test_a_class_leaves_nothing_behind(tmp_path):
    found = soak(40, 2, tmp_path)
    assert found.graded == 40
    assert found.troubles() == []
