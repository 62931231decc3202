"""Grades hand-ins by nbgrader or otter itself, each in an environment of its own."""

import json
import os
import subprocess
import venv

from .hand_ins import ASSIGNMENTS, hand_ins, written

VERSIONS = {
    **{"nbgrader": "0.9.6", "otter-grader": "7.0.0", "numpy": "2.4.6", "pandas": "3.1.1"},
    **{"matplotlib": "3.11.2", "ipykernel": "7.4.0"},
}
"""What is installed together; marks are recorded with it."""

NBGRADER_MARKS = """
import json, sys
from nbgrader.api import Gradebook
found = {}
with Gradebook("sqlite:///gradebook.db") as book:
    for sub in book.assignment_submissions(sys.argv[1]):
        grades = [grade for notebook in sub.notebooks for grade in notebook.grades]
        found[sub.student.id] = {g.name: None if g.needs_manual_grade else g.score for g in grades}
print(json.dumps(found))
"""
OTTER_MARKS = """
import contextlib, glob, io, json, os, sys
from otter.api import grade_submission
found = {}
archive = os.path.abspath(glob.glob("dist/autograder/*autograder*.zip")[0])
for path in sorted(glob.glob("handed_in/*.ipynb")):
    with contextlib.redirect_stdout(io.StringIO()):
        results = grade_submission(path, archive, quiet=True)
    scores = {name: result.score for name, result in results.results.items()}
    found[os.path.basename(path).removesuffix(".ipynb")] = scores
print(json.dumps(found))
"""


class NoPeerError(Exception):
    """The peers cannot be installed here."""


def environment(place):
    """Return the folder of the peers' programs, which are installed on first use; `PEERS` names one that is there."""
    named = os.environ.get("PEERS")
    programs = (place if named is None else type(place)(named)) / "bin"
    if not (programs / "otter").exists():
        venv.create(place, with_pip=True)
        words = [f"{name}=={version}" for name, version in VERSIONS.items()]
        done = subprocess.run(
            [str(programs / "pip"), "install", "--quiet", *words], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise NoPeerError(f"nbgrader and otter cannot be installed: {done.stderr.strip()[-300:]}")
    return programs


def marks(name, work, programs, given=None):
    """Return the points of each question of each hand-in; None where a person has to score it.

    Args:
        name: the assignment.
        work: an empty folder.
        programs: the folder of the peers' programs.
        given: notebooks by student; the assignment's five hand-ins unless it says otherwise.
    """
    grade = _otter if ASSIGNMENTS[name].FORM == "otter" else _nbgrader
    return grade(name, work, programs, hand_ins(name) if given is None else given)


def _nbgrader(name, work, programs, given):
    written(name, work / "source" / name)
    (work / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'course'\n")
    run_in(programs, work, "nbgrader", "generate_assignment", name)
    for student, notebook in given.items():
        written(name, work / "submitted" / student / name, notebook)
    run_in(programs, work, "nbgrader", "autograde", name)
    return json.loads(run_in(programs, work, "python", "-c", NBGRADER_MARKS, name))


def _otter(name, work, programs, given):
    written(name, work)
    run_in(programs, work, "otter", "assign", f"{name}.ipynb", "dist")
    for student, notebook in given.items():
        (work / "handed_in").mkdir(exist_ok=True)
        (work / "handed_in" / f"{student}.ipynb").write_text(json.dumps(notebook))
    return json.loads(run_in(programs, work, "python", "-c", OTTER_MARKS).splitlines()[-1])


def run_in(programs, work, program, *words):
    """Run a program of the peers in a folder, and return what it prints."""
    paths = {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "HOME": str(work)}
    done = subprocess.run(
        [str(programs / program), *words],
        **{"cwd": work, "capture_output": True, "text": True, "check": False},
        env={**os.environ, **paths, "MPLBACKEND": "agg"},
    )
    assert not done.returncode, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout
