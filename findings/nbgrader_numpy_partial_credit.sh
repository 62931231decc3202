#!/usr/bin/env bash
# Finding: partial credit that a test cell computes with numpy 2 is paid in full.
# Packages: nbgrader 0.9.6, numpy 2.4.6, ipykernel 7.4.0
# Expected: a test cell of 3 points that ends with the value 1.5 gives 1.5, be it Python's float or numpy's.
# Seen: float 1.5 gives 1.5; np.float64 1.5 gives 3.0, because numpy 2 shows it as `np.float64(1.5)`, which is no
#     number for the scorer; a warning in the log says that other output counts in full. Shown as numpy 1 did: 1.5.
# Why it matters: `np.mean` of the checks that passed is a natural last line. It was right with
#     numpy 1; with numpy 2 such cells give full points to everybody. Wrap the last line in `float(...)`;
#     let a scorer refuse what it cannot read.
set -euo pipefail
source "$(dirname "$0")/shared/fresh_environment.sh"

install nbgrader==0.9.6 numpy==2.4.6 ipykernel==7.4.0

mkdir -p source/ps1 submitted/ada/ps1
echo 'c = get_config(); c.CourseDirectory.course_id = "demo"' > nbgrader_config.py
cat > make.py <<'PYTHON'
import nbformat
from nbformat import v4


def cell(source, grade_id, points=None):
    kind = {"grade": points is not None, "locked": points is not None, "solution": points is None, "task": False}
    about = {"schema_version": 3, "grade_id": grade_id, "cell_type": "code", **kind}
    if points is not None:
        about["points"] = points
    return v4.new_code_cell(source, metadata={"nbgrader": about})


kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
cells = [
    v4.new_code_cell("import numpy as np"),
    cell("### BEGIN SOLUTION\ndef square(x):\n    return x * x\n### END SOLUTION", "answer"),
    cell("3 * float(np.mean([square(2) == 4, square(3) == 10]))", "python_float", 3),
    cell("3 * np.mean([square(2) == 4, square(3) == 10])", "numpy_2_float", 3),
    cell("np.set_printoptions(legacy='1.25')\n3 * np.mean([square(2) == 4, square(3) == 10])", "numpy_1_float", 3),
]
nbformat.write(v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), "source/ps1/work.ipynb")
PYTHON
cat > show.py <<'PYTHON'
from nbgrader.api import Gradebook

with Gradebook("sqlite:///gradebook.db") as gradebook:
    notebook = gradebook.find_submission_notebook("work", "ps1", "ada")
    scores = {grade.name: (grade.auto_score, grade.max_score) for grade in notebook.grades}
wanted = {"python_float": (1.5, 3.0), "numpy_2_float": (3.0, 3.0), "numpy_1_float": (1.5, 3.0)}
assert scores == wanted, scores
print("the same value, half of 3 points:", ", ".join(f"{name} {score}" for name, (score, _) in scores.items()))
PYTHON
python make.py
nbgrader generate_assignment ps1 --log-level=ERROR > log.txt 2>&1 || { cat log.txt; exit 1; }
cp release/ps1/work.ipynb submitted/ada/ps1/
sed -i.before 's/raise NotImplementedError()/def square(x): return x * x/' submitted/ada/ps1/work.ipynb
rm submitted/ada/ps1/work.ipynb.before
nbgrader autograde ps1 > log.txt 2>&1 || { cat log.txt; exit 1; }
python show.py
grep -q "full credit" log.txt
