#!/usr/bin/env bash
# Finding: values come out of the notebook as JSON: NaN is the text "nan", a tuple a list, the key 1 the key "1".
# Packages: testbook 0.4.2, nbclient 0.11.0, ipykernel 7.4.0
# Expected: `tb.get` of a float gives a float, NaN too; what JSON cannot hold stays a reference into the notebook, as
#     arrays do.
# Seen: float("nan") arrives as the str "nan" and infinity as "inf" (the kernel makes text of what strict JSON lacks);
#     (1, 2) arrives as [1, 2] and {1: 0.5} as {"1": 0.5}; no error. A comparison inside the notebook is right.
# Why it matters: `math.isnan(tb.get("loss"))` raises, `tb.get("shape") == (1, 2)` is False for right work: tests of
#     numeric notebooks refuse right answers. Compare inside the notebook and bring out the yes or no.
set -euo pipefail
source "$(dirname "$0")/shared/fresh_environment.sh"

install testbook==0.4.2 nbclient==0.11.0 ipykernel==7.4.0

cat > show.py <<'PYTHON'
import nbformat
from nbformat import v4
from testbook import testbook

kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
source = 'loss = float("nan")\nworst = float("inf")\nshape = (1, 2)\ntable = {1: 0.5}\nmean = 0.1 + 0.2'
nbformat.write(v4.new_notebook(cells=[v4.new_code_cell(source)], metadata={"kernelspec": kernel}), "work.ipynb")
expected = {"loss": "nan", "worst": "inf", "shape": [1, 2], "table": {"1": 0.5}, "mean": 0.1 + 0.2}

with testbook("work.ipynb", execute=True) as tb:
    for name, value in expected.items():
        got = tb.get(name)
        assert got == value, (name, got)
        assert isinstance(got, type(value)), (name, type(got))
        print(f"{name}: the notebook holds {tb.value(f'repr({name})')}, tb.get gives {got!r}")
    assert tb.value("shape == (1, 2) and loss != loss and table == {1: 0.5}") is True
print("compared inside the notebook all are right")
PYTHON
python show.py 2> log.txt || { cat log.txt; exit 1; }
