#!/usr/bin/env bash
# Finding: a reference value that is a set, or a dictionary with numbers for keys and values, equals every other one.
# Packages: pybryt 0.7.0, numpy 2.4.6, pandas 3.1.1, ipykernel 7.4.0, setuptools 80.9.0
# Expected: a reference {1: 0.5, 2: 0.25} is satisfied by that dictionary within the tolerance, and by no other, as the
#     list [0.5, 0.25] is.
# Seen: a notebook that holds {1: 99.0, 2: 98.0} and {7.0, 8.0} satisfies {1: 0.5, 2: 0.25} and {0.5, 0.25} with
#     atol=1e-6; the list is told apart. The truth of the comparison's generator is asked, not that of its elements.
# Why it matters: histograms and probability tables by number are such dictionaries; everybody passes. Planted wrong
#     answers must be graded before a reference is used: a check that never fails looks like a good class.
set -euo pipefail
source "$(dirname "$0")/shared/fresh_environment.sh"

install pybryt==0.7.0 numpy==2.4.6 pandas==3.1.1 ipykernel==7.4.0 setuptools==80.9.0

cat > show.py <<'PYTHON'
import nbformat
import pybryt
from nbformat import v4

kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
cell = v4.new_code_cell("table = {1: 99.0, 2: 98.0}\nlevels = {7.0, 8.0}\nvalues = [7.0, 8.0]")
nbformat.write(v4.new_notebook(cells=[cell], metadata={"kernelspec": kernel}), "work.ipynb")
student = pybryt.StudentImplementation("work.ipynb")

for reference, passes in (({1: 0.5, 2: 0.25}, True), ({0.5, 0.25}, True), ([0.5, 0.25], False), ({"a": 0.5}, False)):
    value = pybryt.Value(reference, name="value", atol=1e-6)
    result = student.check(pybryt.ReferenceImplementation("demo", [value]))
    assert result.correct is passes, (reference, result.correct)
    print(f"reference {reference}: {'satisfied' if result.correct else 'not satisfied'}")
assert pybryt.Value.check_values_equal({1: 0.5}, {1: 99.0})
assert not pybryt.Value.check_values_equal([0.5], [99.0])
print("the notebook holds {1: 99.0, 2: 98.0}, {7.0, 8.0} and [7.0, 8.0]")
PYTHON
python show.py 2> log.txt || { cat log.txt; exit 1; }
