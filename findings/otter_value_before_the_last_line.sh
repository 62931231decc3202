#!/usr/bin/env bash
# Finding: a test cell that runs and shows the right thing in the notebook fails for every answer, its solution too.
# Packages: otter-grader 7.0.0, ipykernel 7.4.0
# Expected: a test passes for a student whose notebook shows for its cell what the instructor's notebook shows for it.
# Seen: it does where one line alone shows something (control). Where a line above the last prints, or is a call whose
#     value nobody binds (also inside of `try`), it fails: the saved output becomes what the last line alone must show,
#     and each line above it must show nothing.
# Why it matters: `counts.setdefault("a", 1)` or a call that should raise inside of `try` is a natural line of a test.
#     Bind the value (`_ = ...`); run `otter assign` with `run_tests`, which stops at such a notebook.
set -euo pipefail
source "$(dirname "$0")/shared/fresh_environment.sh"

install otter-grader==7.0.0 ipykernel==7.4.0

cat > make.py <<'PYTHON'
import nbformat
from nbformat import v4


def shown(source, *outputs):
    return v4.new_code_cell(source, outputs=list(outputs), execution_count=1)


def value(text):
    return v4.new_output("execute_result", data={"text/plain": text}, execution_count=1)


def question(name, test):
    marks = [f"# BEGIN QUESTION\nname: {name}", "# BEGIN TESTS", "# END TESTS", "# END QUESTION"]
    begin, tests, tested, end = (v4.new_raw_cell(mark) for mark in marks)
    return [begin, tests, test, tested, end]


printed = v4.new_output("stream", name="stdout", text="start\n")
cells = [
    v4.new_raw_cell("# ASSIGNMENT CONFIG\nrun_tests: false\nexport_cell: false\ninit_cell: false"),
    v4.new_code_cell("def double(x):\n    return 2 * x"),
    *question("control", shown("y = double(1)\ndouble(3)", value("6"))),
    *question("prints", shown("print('start')\ndouble(3)", printed, value("6"))),
    *question("bare", shown("double(1)\ndouble(3)", value("6"))),
    *question("tries", shown("try:\n    double(1)\nexcept ValueError:\n    pass\ndouble(3)", value("6"))),
]
kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
nbformat.write(v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), "lab.ipynb")
PYTHON
cat > show.py <<'PYTHON'
import contextlib
import glob
import io

from otter.api import grade_submission

with contextlib.redirect_stdout(io.StringIO()):
    archive = glob.glob("dist/autograder/*.zip")[0]
    results = grade_submission("dist/autograder/lab.ipynb", archive, quiet=True).results
scores = {name: result.score for name, result in results.items()}
assert scores == {"control": 1, "prints": 0, "bare": 0, "tries": 0}, scores
print("the instructor's own notebook, of 1 point each:", scores)
PYTHON
python make.py
otter assign lab.ipynb dist > log.txt 2>&1 || { cat log.txt; exit 1; }
python show.py
