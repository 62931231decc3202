"""gradebook.sqlite: what goes in comes out, and a file that cannot be used says so or is made anew."""

import contextlib
import sqlite3

import pytest

from grader.errors import CallerError, MachineError
from grader.gradebook.book import grades_in, read_book, rebuilt
from grader.gradebook.schema import MIGRATIONS, TABLES, migrate
from grader.gradebook.store import FILE, read_store, write_store


@pytest.fixture
def contents(course):
    return rebuilt(course.out)


def test_what_is_written_is_read_again(tmp_path, contents):
    write_store(tmp_path, contents, grades_in(contents))
    assert read_store(tmp_path) == contents


def test_anybody_can_query_the_grades(tmp_path, contents):
    write_store(tmp_path, contents, grades_in(contents))
    with sqlite3.connect(tmp_path / FILE) as connection:
        rows = connection.execute("SELECT student, status, attempts FROM grade ORDER BY place").fetchall()
    connection.close()
    assert rows == [("00123", "graded", 1), ("bo", "graded", 1), ("cy", "graded", 1), ("never", "missing", 0)]


def test_without_a_file_there_is_nothing(tmp_path):
    assert read_store(tmp_path) is None


@pytest.mark.parametrize("content", [b"no database at all, but long enough to be taken for a header", b""])
def test_a_damaged_file_is_made_again_from_the_reports(course, contents, content):
    (course.out / FILE).write_bytes(content)
    assert read_book(course.out) == contents
    write_store(course.out, contents, grades_in(contents))
    assert read_store(course.out) == contents


def test_a_newer_graders_file_is_left_alone(tmp_path, contents):
    write_store(tmp_path, contents, ())
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    connection.close()
    with pytest.raises(CallerError, match="newer grader wrote it"):
        read_store(tmp_path)


def test_an_older_file_is_migrated_and_keeps_what_it_held(tmp_path, contents, monkeypatch):
    write_store(tmp_path, contents, ())
    monkeypatch.setattr("grader.gradebook.schema.MIGRATIONS", (*MIGRATIONS, "ALTER TABLE grade ADD COLUMN note TEXT;"))
    with sqlite3.connect(tmp_path / FILE) as connection:
        migrate(connection, "")
        assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS) + 1,)
        assert connection.execute("SELECT count(*) FROM submission").fetchone() == (len(contents.rows),)
    connection.close()


def test_a_file_of_the_first_version_gets_the_points_of_its_questions(tmp_path):
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.executescript(f"{MIGRATIONS[0]} PRAGMA user_version = 1;")
        for place, score in enumerate([1, 2.5]):
            values = ("ann", place, "q", f"c{place}", "pass", score, 3, 0)
            connection.execute("INSERT INTO criterion VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
        migrate(connection, "here")
        assert connection.execute("SELECT * FROM question").fetchall() == [("ann", 0, "q", 3.5)]
    connection.close()


def test_a_place_that_cannot_hold_it_is_the_machines_failure(tmp_path, contents):
    (tmp_path / FILE).mkdir()
    with pytest.raises(MachineError, match="cannot be used"):
        write_store(tmp_path, contents, ())


class _Overtaken(sqlite3.Connection):
    """A connection to a new file whose tables another one makes in between."""

    path = None

    def execute(self, sql, *given):
        if sql == "PRAGMA user_version" and self.path:
            path, self.path = self.path, None
            with contextlib.closing(sqlite3.connect(path)) as other:
                migrate(other, "other")
            return super().execute("SELECT 0")
        return super().execute(sql, *given)


def test_two_that_open_a_new_file_at_once_make_its_tables_once(tmp_path):
    with contextlib.closing(sqlite3.connect(tmp_path / "new.sqlite", factory=_Overtaken)) as connection:
        connection.path = tmp_path / "new.sqlite"
        migrate(connection, "late")
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert tables == set(TABLES)
