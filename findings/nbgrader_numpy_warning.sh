#!/usr/bin/env bash
# Finding: a test cell in which numpy warns scores 0, although all of its asserts pass.
# Packages: nbgrader 0.9.6, numpy 2.4.6, ipykernel 7.4.0
# Expected: a test cell without an error gives its points; what it prints, on stdout or stderr, is left alone.
# Seen: the entropy of [1, 0], right as 0 but with numpy's warning of log(0) inside `np.where`, costs all points of the
#     cell, and so does a progress line on stderr; a print on stdout costs nothing.
# Why it matters: right code on hard inputs does warn, progress bars write to stderr, and a new library version adds
#     warnings: marks move with the version. Judge values and errors; show warnings as remarks.
set -euo pipefail
source "$(dirname "$0")/shared/fresh_environment.sh"

install nbgrader==0.9.6 numpy==2.4.6 ipykernel==7.4.0

mkdir -p source/ps1 submitted/ada/ps1
echo 'c = get_config(); c.CourseDirectory.course_id = "demo"' > nbgrader_config.py
cat > make.py <<'PYTHON'
import nbformat
from nbformat import v4


def test_cell(grade_id, source):
    about = {"schema_version": 3, "grade_id": grade_id, "cell_type": "code", "points": 2}
    about |= {"grade": True, "locked": True, "solution": False, "task": False}
    return v4.new_code_cell(source, metadata={"nbgrader": about})


kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
entropy = "def entropy(p):\n    return -np.where(p > 0, p * np.log(p), 0).sum()"
certain, even = "assert entropy(np.array([1.0, 0.0])) == 0", "assert entropy(np.array([0.5, 0.5])) > 0"
cells = [
    v4.new_code_cell("import sys\nimport numpy as np\n" + entropy),
    test_cell("quiet", even),
    test_cell("on_stdout", "print('checking')\n" + even),
    test_cell("on_stderr", "print('checking', file=sys.stderr)\n" + even),
    test_cell("numpy_warns", certain),
]
nbformat.write(v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), "source/ps1/work.ipynb")
PYTHON
cat > show.py <<'PYTHON'
import nbformat
from nbgrader.api import Gradebook

with Gradebook("sqlite:///gradebook.db") as gradebook:
    notebook = gradebook.find_submission_notebook("work", "ps1", "ada")
    scores = {grade.name: grade.auto_score for grade in notebook.grades}
graded = nbformat.read("autograded/ada/ps1/work.ipynb", as_version=4)
outputs = [output for cell in graded.cells if cell.cell_type == "code" for output in cell.outputs]
assert all(output.output_type == "stream" for output in outputs), outputs
assert "RuntimeWarning: divide by zero" in outputs[-1].text, outputs[-1]
assert scores == {"quiet": 2.0, "on_stdout": 2.0, "on_stderr": 0.0, "numpy_warns": 0.0}, scores
shown = ", ".join(f"{name} {score}" for name, score in scores.items())
print(f"the assert passes in each of four cells of 2 points: {shown}")
PYTHON
python make.py
nbgrader generate_assignment ps1 --log-level=ERROR > log.txt 2>&1 || { cat log.txt; exit 1; }
cp release/ps1/work.ipynb submitted/ada/ps1/
nbgrader autograde ps1 > log.txt 2>&1 || { cat log.txt; exit 1; }
python show.py
