#!/usr/bin/env bash
# Finding: where `float(x)` of an array of one element raises since numpy 2.4, `np.float64(x)` silently gives an array.
# Packages: numpy 2.4.6
# Expected: np.float64 is a subclass of float, and up to 2.3 both gave the number and warned that this "will error in
#     future". So both raise TypeError now.
# Seen: float(x) raises; np.float64(x) raises nothing, warns of nothing with every warning on, and gives x back as an
#     array of shape (1, 1) or (1,). The result of `np.float64(v.T @ v)` is no np.float64. Of an array without axes both
#     give a number.
# Why it matters: old code that took its loss out by np.float64 changes shape without a word, and a grader that compares
#     shapes calls a right number wrong. No error says where, so look for `np.float64(` where (1, 1) stands for ().
set -euo pipefail
source "$(dirname "$0")/shared/fresh_environment.sh"

install numpy==2.4.6

cat > show.py <<'PYTHON'
import warnings

import numpy as np

warnings.simplefilter("error")
assert issubclass(np.float64, float)

for x in (np.array([[3.0]]), np.array([3.0])):
    try:
        raise SystemExit(f"float gives {float(x)!r}")
    except TypeError as error:
        print(f"float of shape {x.shape}: TypeError, {error}")
    found = np.float64(x)
    print(f"np.float64 of shape {x.shape}: {type(found).__name__} of shape {found.shape}, without a warning")
    assert type(found) is np.ndarray, found
    assert found.shape == x.shape, found

without_axes = np.array(3.0)
assert float(without_axes) == 3.0
assert type(np.float64(without_axes)) is np.float64
print("of shape (): a number by both")
PYTHON
python show.py
