"""Other programs on the same cells: plain nbclient, nbgrader and otter, each in an environment of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
import venv
from pathlib import Path

import nbformat

from .cells import CHECKS, POINTS, SETUP, notebook, plain, solutions
from .measure import Cost, MeasureError, cost

PACKAGES = {"nbgrader": "nbgrader==0.9.6", "otter": "otter-grader==7.0.0"}
"""What is installed for each peer; nbclient is our own environment's."""
RUN_ALL = """import sys
import nbformat
from nbclient import NotebookClient
for path in sys.argv[1:]:
    NotebookClient(nbformat.read(path, as_version=4), kernel_name="python3").execute()
"""


def environment(peer: str, work: Path) -> Path:
    """The folder of a peer's programs, installed when it is not there yet.

    Raises:
        MeasureError: it cannot be installed.
    """
    place = work / "environments" / peer
    programs = place / "bin"
    if not (programs / peer).exists():
        venv.create(place, with_pip=True)
        words = [str(programs / "pip"), "install", "--quiet", PACKAGES[peer], "numpy", "ipykernel"]
        done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
        if done.returncode:
            raise MeasureError(f"{peer} cannot be installed: {done.stderr.strip()[-300:]}")
    return programs


def nbclient(work: Path, students: int) -> Cost:
    """Only running the notebooks, one process and a kernel each, nothing checked beyond the cells' own asserts."""
    work.mkdir(parents=True)
    for student in range(students):
        nbformat.write(plain(student), work / f"s{student:03d}.ipynb")
    return cost([sys.executable, "-c", RUN_ALL, *map(str, sorted(work.glob("*.ipynb")))], work)


def nbgrader(work: Path, students: int, programs: Path) -> Cost:
    """`autograde` and `generate_feedback`; making the assignment is not counted."""
    _write(_for_nbgrader(None), work / "source/ps1/p.ipynb")
    for student in range(students):
        _write(_for_nbgrader(student), work / f"submitted/s{student:03d}/ps1/p.ipynb")
    (work / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'bench'\n")
    found = {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}  # nbgrader calls alembic by name
    program = str(programs / "nbgrader")
    cost([program, "generate_assignment", "ps1"], work, found)
    return cost([program, "autograde", "ps1"], work, found) + cost([program, "generate_feedback", "ps1"], work, found)


def otter(work: Path, students: int, programs: Path) -> Cost:
    """`otter run`, a process for each submission; making the autograder is not counted."""
    (work / "tests").mkdir(parents=True)
    for name, source in CHECKS.items():
        (work / "tests" / f"{name}.py").write_text(_otter_test(name, source))
    (work / "otter_config.json").write_text(json.dumps({"show_stdout": False, "print_summary": False}))
    found = {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}
    program = str(programs / "otter")
    made = ["-t", "tests", "-c", "otter_config.json", "-o", "a.zip", "--no-requirements", "--no-environment"]
    cost([program, "generate", *made], work, found)
    (work / "results").mkdir()
    whole = Cost(cpu_seconds=0, wall_seconds=0)
    for student in range(students):
        _write(_for_otter(student), work / f"s{student:03d}.ipynb")
        whole += cost([program, "run", "-a", "a.zip", "-o", "results", f"s{student:03d}.ipynb"], work, found)
    return whole


def _write(content: nbformat.NotebookNode, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(content, path)


def _for_nbgrader(student: int | None) -> nbformat.NotebookNode:
    """The instructor's notebook, or a student's."""

    def about(name: str, **given: object) -> dict[str, object]:
        rest = {"schema_version": 3, "grade": False, "solution": False, "locked": False, "task": False}
        return {"nbgrader": {**rest, "grade_id": name, **given}}

    def solved(source: str) -> str:
        if student is not None:
            return source
        head, body = source.split("\n", 1)
        return f"{head}\n    ### BEGIN SOLUTION\n{body}\n    ### END SOLUTION"

    cells = [(SETUP, about("setup", locked=True))]
    cells += [(solved(source), about(f"{name}_solution", solution=True)) for name, source in solutions().items()]
    cells += [
        (source, about(f"{name}_test", grade=True, locked=True, points=POINTS)) for name, source in CHECKS.items()
    ]
    return notebook(cells)


def _for_otter(student: int) -> nbformat.NotebookNode:
    first = "import otter\ngrader = otter.Notebook(tests_dir='./tests')"
    sources = [first, SETUP, *solutions().values(), *(f"grader.check('{name}')" for name in CHECKS)]
    return notebook([(f"{source}\n# student {student}", {}) for source in sources])


def _otter_test(name: str, source: str) -> str:
    needed = ", ".join([*solutions(), "x", "dout", "gamma", "beta", "rel_error", "numeric", "np"])
    head = f"OK_FORMAT = False\nfrom otter.test_files import test_case\nname = {name!r}\npoints = {POINTS}\n"
    return f"{head}\n@test_case(hidden=False)\ndef test_{name}({needed}):\n{textwrap.indent(source, '    ')}\n"
