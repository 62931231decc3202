"""The whole example of docs/rubrics.md is an assignment that `grader audit` proves."""

import json
import re
from pathlib import Path

import pytest

from grader.assignment.loader import load_assignment
from grader.authoring.audit import audit
from grader.probes.expected import expect

PAGE = Path(__file__).parents[2] / "docs/rubrics.md"


@pytest.fixture
def assignment(tmp_path):
    part = PAGE.read_text(encoding="utf-8").split("### A gradient and test code, whole")[1].split("\n### ")[0]
    text = "\n".join(line[4:] for line in part.splitlines() if line.startswith("    ") or not line)
    names = re.split(r"^# (\S+\.(?:toml|py))$", text, flags=re.MULTILINE)[1:]
    for name, content in zip(names[::2], names[1::2], strict=True):
        (tmp_path / name).write_text(content)
    (tmp_path / "template").mkdir()
    reference = (tmp_path / "reference.py").read_text()
    holes = re.sub(r"(def .*:\n)(?:    .*\n)+", r"\1    raise NotImplementedError\n", reference)
    (tmp_path / "template/lines.py").write_text(holes)
    empty = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": []}
    (tmp_path / "template/Lines.ipynb").write_text(json.dumps(empty))
    return load_assignment(tmp_path / "rubric.toml")


def test_it_is_proved(assignment, slot):
    found = audit(assignment, expect(assignment), slot)
    assert found["ok"], found
    assert (found["reference"]["score"], found["template"]["score"]) == (9, 0)
