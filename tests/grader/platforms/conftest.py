"""Reports and grades made by hand, and downloads: a zip of names, or the folder that it unpacks to."""

import sys
import zipfile
from contextlib import ExitStack

import pytest

from grader.model.grade import Grade
from grader.model.roster import Entry
from grader.platforms.download import opened
from grader.platforms.recognition import arrivals_of


def criterion(name, verdict="pass", score=2.0, most=2.0, message="Well done."):
    facts = {"check": "matches", "evidence": {}, "next": "", "findings": [], "hints": []}
    return {"id": name, "title": name.title(), "verdict": verdict, "score": score, "max_score": most} | {
        "message": message,
        **facts,
    }


def question(name, *criteria, **facts):
    verdicts = {one["verdict"] for one in criteria}
    strongest = next((one for one in ("error", "pending") if one in verdicts), None)
    return {
        "id": name,
        "title": name.title(),
        "score": sum(one["score"] for one in criteria),
        "max_score": sum(one["max_score"] for one in criteria),
        "verdict": strongest or (verdicts.pop() if len(verdicts) == 1 else "partial"),
        "criteria": list(criteria),
        **facts,
    }


def report(name="ada", *questions, **facts):
    withheld = [c for q in questions for c in q["criteria"] if c["verdict"] in ("pending", "error")]
    return {
        "schema": "grader/report/v1",
        "assignment": {"id": "a2", "title": "Batch norm"},
        "submission": {"id": name, "sha256": "0f", "files": ["a.ipynb"]},
        "provenance": {"grader": "0.1", "rubric_sha256": "b5"},
        "isolation": {"level": "full", "enforced": [], "not_enforced": []},
        "score": sum(q["score"] for q in questions),
        "max_score": sum(q["max_score"] for q in questions),
        "pending": sum(c["max_score"] for c in withheld),
        "questions": list(questions),
        "remarks": [],
        "notebook": {"path": "a.ipynb", "status": "ok", "cells": []},
        "timing": {},
        "audience": "student",
        "language": "en",
        **facts,
    }


def grade(student, score=None, most=100.0, status="", **facts):
    own = {name: facts.pop(name) for name in ("pending", "penalty", "questions", "attempts") if name in facts}
    status = status or ("missing" if score is None else "graded")
    submission = facts.pop("submission", "" if status == "missing" else f"s_{student}")
    entry = Entry(student=student, submission=submission, **facts)
    return Grade(entry=entry, status=status, score=score, max_score=most, **own)


HOSTILE = "<img src=x onerror=alert(1)> [a](http://e) `x|y` \x00"


@pytest.fixture
def mixed():
    """A report with one question of each kind."""
    return report(
        "ada",
        question("forward", criterion("train"), criterion("test", "fail", 0.0, 3.0, "`out` differs.\n\nLook again.")),
        question("backward", criterion("gradient", "carried", 2.0)),
        question("layer", criterion("output", "not_attempted", 0.0), source={"path": "a,b:c.py", "line": 7}),
        question("answer", criterion("text", "pending", 0.0, 4.0, "A person reads it.")),
        question("net", criterion("loss", "error", 0.0, 5.0, "Internal.")),
    )


@pytest.fixture
def zipped(tmp_path):
    """Make a zip of names, or of names and contents."""

    def make(entries, name="download.zip"):
        contents = entries if isinstance(entries, dict) else dict.fromkeys(entries, b"{}")
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            for path, content in contents.items():
                archive.writestr(path, content)
        return tmp_path / name

    return make


@pytest.fixture
def arrived(zipped):
    """The hand-ins that a platform's reader finds in a zip of these names."""

    with ExitStack() as stack:
        yield lambda platform, entries, **more: arrivals_of(
            platform, stack.enter_context(opened(zipped(entries))), **more
        )


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Install a package that brings a platform by an entry point, as a wheel would; its module is `<name>_platform`."""

    def install(source, name="other"):
        (tmp_path / f"{name}_platform.py").write_text(source)
        info = tmp_path / f"{name}_platform-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}-platform\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[grader.platforms]\n{name} = {name}_platform:PLATFORM\n")
        monkeypatch.syspath_prepend(str(tmp_path))
        monkeypatch.delitem(sys.modules, f"{name}_platform", raising=False)

    return install
