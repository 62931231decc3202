"""The benchmark of a large class makes results that every command reads."""

import pytest

from benchmarks.large_class import made, measured
from grader.gradebook.book import read_book
from grader.gradebook.summary import summary_entries_in


@pytest.mark.slow
def test_a_made_class_is_read_and_written_and_nothing_is_run_again(tmp_path):
    found = {name: size for name, size, *_ in measured(tmp_path, [9], ["rebuilt", "class files", "csv", "batch"])}
    assert found == dict.fromkeys(("rebuilt", "class files", "csv", "batch"), 9)
    out = made(tmp_path, 9)
    rows = list(read_book(out).rows)
    assert len({row.submission for row in rows}) == len(summary_entries_in(out)) == 9
    assert len({row.score for row in rows}) > 1
    assert len((tmp_path / "grades.csv").read_text().splitlines()) == 10
    assert all((out / "reports" / row.submission / "report.html").is_file() for row in rows)
