#!/usr/bin/env bash
# Finding: tests made from a notebook with cleared outputs expect nothing, and refuse the instructor's own solution.
# Packages: otter-grader 7.0.0, numpy 2.4.6, ipykernel 7.4.0
# Expected: `otter assign` runs the test cells to learn what they show, or refuses a test that shows a value and has no
#     saved output.
# Seen: with saved outputs the solution gets 2.0 of 2; the same notebook with outputs cleared is converted without a
#     word (exit 0) when `run_tests` is off, and its solution gets 0.5 of 2: an expression without a saved output may
#     not show anything. A saved `True` from numpy 1 is refused too: numpy 2 shows `np.True_`.
# Why it matters: clearing outputs before a commit is good practice, and here the outputs are the tests. Keep expected
#     values in code (`assert`, `bool(...)`), and grade the solution before the release.
set -euo pipefail
source "$(dirname "$0")/shared/fresh_environment.sh"

install otter-grader==7.0.0 numpy==2.4.6 ipykernel==7.4.0

cat > make.py <<'PYTHON'
import nbformat
from nbformat import v4

kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
TESTS = (
    ("bool((square([1, 2]) == [1, 4]).all())", "True"),
    ("square([1, 2]).max() == 4", "np.True_"),
    ("float(square(3.0))", "9.0"),
    ("assert square(2) == 4", None),
)


def notebook(outputs):
    tests = []
    for source, _ in TESTS:
        shown = outputs.get(source)
        saved = [v4.new_output("execute_result", data={"text/plain": shown}, execution_count=1)] if shown else []
        tests.append(v4.new_code_cell(source, outputs=saved))
    cells = [
        v4.new_raw_cell("# ASSIGNMENT CONFIG\nrun_tests: false\nexport_cell: false\ninit_cell: false\ngenerate: true"),
        v4.new_code_cell("import numpy as np"),
        v4.new_raw_cell("# BEGIN QUESTION\nname: q1\npoints: 2"),
        v4.new_markdown_cell("Write `square`."),
        v4.new_raw_cell("# BEGIN SOLUTION"),
        v4.new_code_cell("def square(x):\n    return np.asarray(x) ** 2  # SOLUTION"),
        v4.new_raw_cell("# END SOLUTION"),
        v4.new_raw_cell("# BEGIN TESTS"),
        *tests,
        v4.new_raw_cell("# END TESTS"),
        v4.new_raw_cell("# END QUESTION"),
    ]
    return v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})


saved = dict(TESTS)
nbformat.write(notebook(saved), "saved.ipynb")
nbformat.write(notebook({}), "cleared.ipynb")
nbformat.write(notebook(saved | {TESTS[1][0]: "True"}), "numpy1.ipynb")
PYTHON
cat > show.py <<'PYTHON'
import glob

from otter.api import grade_submission

expected = {"saved": (2.0, [True] * 4), "cleared": (0.5, [False] * 3 + [True]), "numpy1": (1.5, [True, False, True, True])}
for name, wanted in expected.items():
    (archive,) = glob.glob(f"made_{name}/autograder/*.zip")
    results = grade_submission(f"made_{name}/autograder/{name}.ipynb", archive, quiet=True)
    cases = [case.passed for test in results.results.values() for case in test.test_case_results]
    assert (results.total, cases) == wanted, (name, results.total, cases)
    print(f"outputs {name}: the solution gets {results.total} of {results.possible}, cases passed {cases}")
PYTHON
python make.py
for name in saved cleared numpy1; do
    otter assign "$name.ipynb" "made_$name" > log.txt 2>&1 || { cat log.txt; exit 1; }
done
python show.py 2> log.txt || { cat log.txt; exit 1; }
