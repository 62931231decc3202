"""Defines the gradebook's tables, and migrates older files to them."""

from __future__ import annotations

import sqlite3

from grader.errors import CallerError

MIGRATIONS = (
    """
    CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE entry (
        place INTEGER PRIMARY KEY, student TEXT NOT NULL, submission TEXT NOT NULL, name TEXT NOT NULL,
        email TEXT NOT NULL, login TEXT NOT NULL, section TEXT NOT NULL, "group" TEXT NOT NULL,
        submitted_at TEXT NOT NULL, late TEXT NOT NULL, extension TEXT NOT NULL, platform TEXT NOT NULL,
        "key" TEXT NOT NULL);
    CREATE TABLE submission (
        place INTEGER PRIMARY KEY, submission TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL, status TEXT NOT NULL,
        score REAL NOT NULL, max_score REAL NOT NULL, pending REAL NOT NULL);
    CREATE TABLE criterion (
        submission TEXT NOT NULL, place INTEGER NOT NULL, question TEXT NOT NULL, criterion TEXT NOT NULL,
        verdict TEXT NOT NULL, score REAL NOT NULL, max_score REAL NOT NULL, by_person INTEGER NOT NULL,
        PRIMARY KEY (submission, place)) WITHOUT ROWID;
    CREATE TABLE decision (
        number INTEGER PRIMARY KEY, submission TEXT NOT NULL, question TEXT NOT NULL, criterion TEXT NOT NULL,
        points REAL, comment TEXT NOT NULL, who TEXT NOT NULL, "when" TEXT NOT NULL, answer TEXT NOT NULL);
    CREATE TABLE grade (
        place INTEGER PRIMARY KEY, student TEXT NOT NULL UNIQUE, submission TEXT NOT NULL, status TEXT NOT NULL,
        score REAL, max_score REAL NOT NULL, pending REAL NOT NULL, penalty REAL NOT NULL, attempts INTEGER NOT NULL);
    """,
    """
    CREATE TABLE question (
        submission TEXT NOT NULL, place INTEGER NOT NULL, question TEXT NOT NULL, score REAL NOT NULL,
        PRIMARY KEY (submission, place)) WITHOUT ROWID;
    INSERT INTO question
        SELECT submission, MIN(place), question, ROUND(SUM(score), 4) FROM criterion GROUP BY submission, question;
    """,
    """
    ALTER TABLE submission ADD COLUMN groups TEXT NOT NULL DEFAULT '';
    """,
)
"""The steps from each version to the next, oldest first; a file's `user_version` is the number of steps applied."""
TABLES = ("about", "entry", "submission", "question", "criterion", "decision", "grade")
"""The names of all tables."""


def migrate(connection: sqlite3.Connection, where: str) -> None:
    """Migrate a file to the present tables.

    Args:
        connection: the open file.
        where: its path, for messages.

    Raises:
        CallerError: a newer version of the grader wrote it.
    """
    version = _version(connection)
    if version > len(MIGRATIONS):
        raise CallerError("gradebook_newer", where=where, version=version, known=len(MIGRATIONS))
    if version == len(MIGRATIONS):
        return
    connection.commit()
    connection.execute("BEGIN IMMEDIATE")  # another process may be at it, whose steps are not taken twice
    with connection:
        for number, script in enumerate(MIGRATIONS[_version(connection) :], _version(connection) + 1):
            for statement in script.split(";"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)
