"""A log that several processes append to: whole lines alone are read, each once; what was confirmed stays."""

import json
import multiprocessing
import os

import pytest

from grader.errors import OutputError
from grader.files.append_log import AppendLog
from grader.files.lines import locked_file


def _log(folder, **options):
    return AppendLog(
        folder / "log.jsonl", lambda _, line: json.loads(line), lambda one: json.dumps(one).encode(), **options
    )


def test_what_others_append_is_read_once(tmp_path):
    mine, theirs = _log(tmp_path), _log(tmp_path)
    theirs.append([1, 2])
    assert mine.read() == [1, 2]
    assert mine.read() == []
    theirs.append([3])
    assert mine.read() == [3]
    assert mine.records == [1, 2, 3]


def test_a_line_without_its_end_is_not_read_until_it_is_whole(tmp_path):
    log = _log(tmp_path)
    (tmp_path / "log.jsonl").write_bytes(b"1\n23")
    assert log.read() == [1]
    with (tmp_path / "log.jsonl").open("ab") as file:
        file.write(b"4\n")
    assert log.read() == [234]


def test_a_torn_line_is_cut_before_the_next_is_written(tmp_path):
    (tmp_path / "log.jsonl").write_bytes(b"1\n" + b"2" * 10_000)
    log = _log(tmp_path)
    log.append([3])
    assert (tmp_path / "log.jsonl").read_bytes() == b"1\n3\n"


def test_a_file_of_one_torn_line_alone_is_emptied(tmp_path):
    (tmp_path / "log.jsonl").write_bytes(b"2" * 10_000)
    _log(tmp_path).append([3])
    assert (tmp_path / "log.jsonl").read_bytes() == b"3\n"


def test_a_file_that_is_written_anew_is_read_from_its_beginning(tmp_path):
    mine, theirs = _log(tmp_path), _log(tmp_path)
    theirs.append([1, 2, 3])
    mine.read()
    theirs.rewrite(lambda one: None if one == 2 else one)
    assert mine.read() == [1, 3]
    assert (mine.records, mine.generation) == ([1, 3], 1)


def test_a_file_that_is_taken_away_is_empty(tmp_path):
    log = _log(tmp_path)
    log.append([1])
    log.read()
    (tmp_path / "log.jsonl").unlink()
    assert (log.read(), log.records) == ([], [])


def test_a_write_that_fails_leaves_the_file_as_it_was(tmp_path, monkeypatch):
    log = _log(tmp_path)
    log.append([1])

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError):
        log.append([2])
    assert (tmp_path / "log.jsonl").read_bytes() == b"1\n"


def test_a_folder_that_cannot_be_locked_is_told(tmp_path):
    with pytest.raises(OutputError), locked_file(tmp_path / "nowhere" / "log.jsonl"):
        pass


def _append(folder, name):
    log = _log(folder)
    for number in range(50):
        with locked_file(folder / "log.jsonl"):
            log.append([[name, number]])


def test_processes_that_append_at_once_mix_nothing(tmp_path):
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=_append, args=(tmp_path, name)) for name in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    found = _log(tmp_path).read()
    assert sorted(found) == [[name, number] for name in range(4) for number in range(50)]
    for name in range(4):
        assert [number for who, number in found if who == name] == list(range(50))
