"""What reference and mistakes give is kept between commands, as long as nothing changes that it depends on."""

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from grader.errors import CallerError
from grader.execution.session import SandboxSession
from grader.grading import files_beside
from grader.grading import results_cache as module
from grader.grading.assignment_grader import AssignmentGrader
from grader.grading.results_cache import key_of, results_cache
from grader.model.rubric import Function
from grader.model.submission import Submission
from grader.probes import expected
from grader.sandbox.levels import FULL, LIMITED

REFERENCE = "def double(x):\n    return 2 * x\n"
SCENARIOS = '''
class doubled:
    """It doubles."""

    cases = {"some": {}}

    def inputs(rng):
        return {"x": rng.normal(size=3)}

    def run(s, given):
        return s.double(given["x"])
'''
RUBRIC = """
schema = "grader/rubric/v1"

[assignment]
id = "doubling"
title = "Doubling"
notebook = "work.ipynb"
seed = 5
scenarios = "scenarios.py"
reference = "reference.py"
mistakes = "mistakes"
template = "template"

[functions."work.py"]
double = ["y"]

[[question]]
id = "double"
title = "Double"
function = "double"

[[question.criterion]]
id = "values"
title = "Doubles"
check = "matches"
points = 1
scenarios = ["doubled"]
outputs = ["y"]
tolerance = 1e-6
hints = ["Twice."]
"""
MISTAKE = '''
"""It triples."""

TITLE = "Triples"
EXPLANATION = "Three times, not two."
HINTS = ("Count.", "Twice.")
SERIOUSNESS = "major"


def double(x):
    return 3 * x
'''
NOTEBOOK = '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}'


@pytest.fixture
def rubric(tmp_path, monkeypatch):
    monkeypatch.setenv("GRADER_CACHE", str(tmp_path / "kept"))
    course = tmp_path / "course"
    files = {
        "reference.py": REFERENCE,
        "scenarios.py": SCENARIOS,
        "rubric.toml": RUBRIC,
        "mistakes/triples.py": MISTAKE,
        "template/work.ipynb": NOTEBOOK,
        "template/work.py": "def double(x):\n    raise NotImplementedError\n",
    }
    for name, text in files.items():
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        (course / name).write_text(text)
    return course / "rubric.toml"


@pytest.fixture
def ran(monkeypatch):
    """How often the reference's values were computed."""
    counted, compute = [], expected._computed
    monkeypatch.setattr(expected, "_computed", lambda *given: counted.append(1) or compute(*given))
    return counted


def _expectations(rubric, isolation=FULL):
    return AssignmentGrader(rubric, isolation=isolation).expectations


def test_a_second_command_runs_neither_reference_nor_mistakes(rubric, ran):
    first, second = _expectations(rubric), _expectations(rubric)
    assert len(ran) == 1
    for probe, values in first.values.items():
        assert np.array_equal(second.values[probe]["y"], values["y"])
    ((probe, wrong),) = second.mistakes[0].values.items()
    assert np.allclose(wrong["y"], 1.5 * second.values[probe]["y"])
    assert second.combined((("double", "triples"),), [probe]).values.keys() == {probe}


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("rubric.toml", "seed = 5", "seed = 6"),
        ("rubric.toml", "tolerance = 1e-6", "tolerance = 1e-5"),
        ("reference.py", "2 * x", "x * 2"),
        ("scenarios.py", "size=3", "size=4"),
        ("mistakes/triples.py", "3 * x", "4 * x"),
        ("template/work.py", "raise", "return"),
    ],
)
def test_whatever_changes_beside_the_rubric_is_computed_again(rubric, ran, name, before, after):
    _expectations(rubric)
    path = rubric.parent / name
    path.write_text(path.read_text().replace(before, after))
    _expectations(rubric)
    assert len(ran) == 2


@pytest.mark.parametrize("name", ["weights.csv", "data/weights.csv", "data/more/weights.csv", "helper.py"])
def test_a_file_that_the_reference_may_read_counts_too(rubric, ran, name):
    path = rubric.parent / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("1")
    _expectations(rubric)
    path.write_text("2,")
    _expectations(rubric)
    assert len(ran) == 2


def test_a_folder_of_data_may_be_a_link(rubric, ran, tmp_path):
    (tmp_path / "large").mkdir()
    (rubric.parent / "data").symlink_to(tmp_path / "large")
    _expectations(rubric)
    (tmp_path / "large/weights.csv").write_text("1")
    _expectations(rubric)
    assert len(ran) == 2


def test_a_module_that_was_imported_from_a_folder_of_ones_own_counts_too(rubric, ran, tmp_path, monkeypatch):
    (tmp_path / "own/of_the_course.py").parent.mkdir()
    (tmp_path / "own/of_the_course.py").write_text("K = 1\n")
    monkeypatch.syspath_prepend(tmp_path / "own")
    (rubric.parent / "reference.py").write_text(f"import of_the_course\n{REFERENCE}")
    _expectations(rubric)
    (tmp_path / "own/of_the_course.py").write_text("K = 10\n")
    _expectations(rubric)
    monkeypatch.delitem(sys.modules, "of_the_course")
    assert len(ran) == 2


def test_results_beside_the_rubric_change_nothing(rubric, ran):
    _expectations(rubric)
    (rubric.parent / "results/reports/ann").mkdir(parents=True)
    (rubric.parent / "results/class.json").write_text("{}")
    (rubric.parent / "results/reports/ann/report.json").write_text("{}")
    _expectations(rubric)
    assert len(ran) == 1


def test_beside_more_files_than_can_be_looked_at_nothing_is_kept(rubric, ran, monkeypatch):
    monkeypatch.setattr(files_beside, "MOST_FILES", 3)
    _expectations(rubric)
    _expectations(rubric)
    assert len(ran) == 2


def test_another_grader_numpy_package_or_machine_has_another_key(rubric, monkeypatch):
    assignment = AssignmentGrader(rubric, isolation=FULL).assignment
    keys = {key_of("x", assignment, rubric)}
    for name, other in (("__version__", "0.0"), ("python", "2")):
        monkeypatch.setattr(module, "versions", lambda name=name, other=other: {name: other})
        module.machine.cache_clear()
        keys.add(key_of("x", assignment, rubric))
    monkeypatch.undo()
    monkeypatch.setattr(module, "installed", dict)
    module.machine.cache_clear()
    keys.add(key_of("x", assignment, rubric))
    monkeypatch.undo()
    monkeypatch.setattr(module, "_cpu_features", lambda: {"ABACUS": True})
    module.machine.cache_clear()
    keys.add(key_of("x", assignment, rubric))
    module.machine.cache_clear()
    keys.add(key_of("x", replace(assignment, sha256="0"), rubric))
    assert len(keys) == 6


@pytest.mark.parametrize("spoil", [lambda content: content[:-3], lambda content: b"", lambda content: content[::-1]])
def test_a_spoilt_entry_is_computed_again(rubric, ran, tmp_path, spoil):
    _expectations(rubric)
    (entry,) = (tmp_path / "kept").iterdir()
    entry.write_bytes(spoil(entry.read_bytes()))
    _expectations(rubric)
    _expectations(rubric)
    assert len(ran) == 2


def test_beside_code_that_could_read_it_nothing_is_kept(rubric, ran, tmp_path):
    _expectations(rubric, LIMITED)  # as it is without Landlock: "files" is among its gaps
    assert not (tmp_path / "kept").exists()
    _expectations(rubric, FULL)
    _expectations(rubric, LIMITED)
    assert len(ran) == 3


def test_a_folder_that_others_may_open_is_refused(rubric, tmp_path):
    (tmp_path / "kept").mkdir(mode=0o755)
    with pytest.raises(CallerError, match="chmod 700"):
        _expectations(rubric)


def test_a_folder_that_students_code_may_read_is_refused(monkeypatch):
    monkeypatch.setenv("GRADER_CACHE", str(Path(sys.prefix) / "lib/kept"))
    with pytest.raises(CallerError, match="may read"):
        results_cache(FULL)


def test_a_home_that_students_code_may_read_keeps_nothing(monkeypatch, tmp_path):
    monkeypatch.setenv("GRADER_CACHE", "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(module, "SYSTEM", (str(tmp_path),))
    kept = results_cache(FULL)
    kept.write("aa", b"values")
    assert list(tmp_path.iterdir()) == []


LOOKS = """
import os
def f(x):
    try:
        names = os.listdir({folder!r})
        return [open(os.path.join({folder!r}, name), "rb").read(1) for name in names]
    except OSError as error:
        return type(error).__name__
"""


def test_students_code_cannot_read_it(rubric, tmp_path, walled):
    slot = walled
    if "files" in slot.isolation.not_enforced:
        pytest.skip("nothing closes files here, and nothing is kept beside such code")
    _expectations(rubric, slot.isolation)
    assert list((tmp_path / "kept").iterdir())
    files = {"m.py": LOOKS.format(folder=str(tmp_path / "kept")).encode()}
    function = Function(name="f", path="m.py", returns=(("out",),))
    asked = replace(AssignmentGrader(rubric, isolation=FULL).assignment.rubric, functions={"f": function})
    session = SandboxSession(slot, asked, Submission(id="a", sha256="", files=files, running=files))
    try:
        seen = session.ask({"op": "scenario", "source": "def run(s, given):\n    return s.f(0)\n"}, {}, "f")
    finally:
        session.close()
    assert seen.values["out"] in ("PermissionError", "FileNotFoundError")
