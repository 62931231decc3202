"""A student's folder of the tiny assignment, with the self-check that would ship with it."""

import json
import os

import pytest

from grader.release.practice import practice_files, practice_of, practice_rubric
from grader.selfcheck.practice_bundle import PracticeBundle
from grader.selfcheck.session import SelfCheckSession

RIGHT = "def double(x):\n    return 2 * x\n"


class Student:
    """One student's folder, and the session in it."""

    def __init__(self, folder, assignment, language="en"):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.bundle = PracticeBundle(
            practice_rubric(assignment), practice_files(assignment, language, practice_of(assignment)).__getitem__
        )
        self.session = SelfCheckSession(self.bundle, root=folder)
        for path, content in self.bundle.template.items():
            self.write(path, content.decode())

    def write(self, path, text, encoding="utf-8"):
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        later = target.stat().st_mtime + 5 if target.exists() else None
        target.write_text(text, encoding=encoding)
        if later:  # so that Python does not take an older compiled form for it
            os.utime(target, (later, later))

    def cells(self, *sources, path="Tiny.ipynb", counts=None):
        made = [_cell(source, count) for source, count in zip(sources, counts or [None] * len(sources), strict=True)]
        self.write(path, json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": made}))

    def check(self, question=None):
        return self.session.check(question)

    def hint(self, question, number=None):
        return self.session.hint(question, number)


def _cell(source, count):
    return {"cell_type": "code", "metadata": {}, "source": source, "outputs": [], "execution_count": count}


@pytest.fixture
def student(tiny, tmp_path):
    tiny.spoil("tiny.toml", "seed = 1", "seed = 77")
    return Student(tmp_path / "student", tiny.load())


@pytest.fixture(autouse=True)
def _same_folder(tmp_path, monkeypatch):
    """Wherever a check is asked for, it works in the student's folder and comes back."""
    monkeypatch.chdir(tmp_path)
