#!/usr/bin/env bash
# Finding: a test cell that ends with a negative number, or with NaN, pays all of its points.
# Packages: nbgrader 0.9.6, numpy 2.4.6, ipykernel 7.4.0
# Expected: a test cell of 3 points that ends with 1.5 gives 1.5, with 0 gives 0; less than 0, or no number, gives no
#     more than that.
# Seen: 1.5 gives 1.5 and 0 gives 0, but -1 and NaN each give 3.0.
# Why it matters: `points - 2 * mistakes` goes below 0 for the weakest, and a mean of nothing is NaN: these students get
#     full marks. End the cell with `max(0.0, points)` and test for NaN; a scorer should refuse what it cannot read.
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
    cell("### BEGIN SOLUTION\nmistakes = 1\n### END SOLUTION", "answer"),
    cell("3 - 1.5 * mistakes", "half", 3),
    cell("3 - 3 * mistakes", "nothing", 3),
    cell("3 - 4 * mistakes", "below", 3),
    cell("float('nan') * mistakes", "nan", 3),
]
nbformat.write(v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), "source/ps1/work.ipynb")
PYTHON
cat > show.py <<'PYTHON'
from nbgrader.api import Gradebook

with Gradebook("sqlite:///gradebook.db") as gradebook:
    notebook = gradebook.find_submission_notebook("work", "ps1", "ada")
    scores = {grade.name: grade.auto_score for grade in notebook.grades}
assert scores == {"half": 1.5, "nothing": 0.0, "below": 3.0, "nan": 3.0}, scores
print("of 3 points each:", ", ".join(f"{name} {score}" for name, score in scores.items()))
PYTHON
python make.py
nbgrader generate_assignment ps1 --log-level=ERROR > log.txt 2>&1 || { cat log.txt; exit 1; }
cp release/ps1/work.ipynb submitted/ada/ps1/
sed -i.before 's/raise NotImplementedError()/mistakes = 1/' submitted/ada/ps1/work.ipynb
rm submitted/ada/ps1/work.ipynb.before
nbgrader autograde ps1 > log.txt 2>&1 || { cat log.txt; exit 1; }
python show.py
