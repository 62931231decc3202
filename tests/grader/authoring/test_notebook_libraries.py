"""A proposed rubric names the libraries that are imported: those that are here, and how to get the others."""

import tomllib

from grader.authoring.notebook_libraries import course_requirements, library_lines


def test_libraries_that_are_here_are_required_and_loaded_ahead():
    lines = "\n".join(library_lines(["import scipy.linalg\nimport own, os, numpy", "from click import echo"], ["own"]))
    found = tomllib.loads(lines)
    assert found["requirements"] == ["click", "scipy"]
    assert set(found["preload"]) == {"click", "scipy"}


def test_one_that_starts_threads_is_not_loaded_ahead():
    assert "preload" not in tomllib.loads("\n".join(library_lines(["import polars"])))


def test_of_one_that_is_not_here_a_comment_says_how_to_get_it():
    lines = "\n".join(library_lines(["import surely_not_there"]))
    assert tomllib.loads(lines) == {}
    assert "surely-not-there" in lines
    assert "grader env" in lines


def test_without_libraries_there_are_no_lines():
    assert list(library_lines(["import numpy as np, math"])) == []


def test_grading_needs_what_reference_and_scenarios_import_too(tiny):
    tiny.write(
        "reference/__init__.py",
        "import rich\nfrom . import mistakes\n" + (tiny.folder / "reference/__init__.py").read_text(),
    )
    tiny.write("scenarios.py", "import click\n" + (tiny.folder / "scenarios.py").read_text())
    assert course_requirements(tiny.load()) == ("click", "rich")
