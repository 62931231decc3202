#!/usr/bin/env bash
# Finding: beside the kink of a ReLU the derivative is wrong by half, and the error estimate says that it is good.
# Packages: numdifftools 0.11.2, numpy 2.4.6, scipy 1.17.1
# Expected: at x = 1e-4, where max(x, 0) has the slope 1, the adaptive steps shrink below the distance to the kink, or
#     the error estimate is as large as the error.
# Seen: 0.5 for x = 1e-4 and x = 1e-6, with error estimates of 8e-4 and 8e-6; at 1e-3 the result is 1 and its estimate
#     5e-3, so the estimate falls as the error appears. Given step=1e-5 the result at 1e-3 and 1e-4 is 1.
# Why it matters: a gradient check of a network meets such points often, and a right backward pass is refused there.
#     Choose the step yourself, compare one-sided differences to see kinks, and leave those directions out.
set -euo pipefail
source "$(dirname "$0")/shared/fresh_environment.sh"

install numdifftools==0.11.2 numpy==2.4.6 scipy==1.17.1

cat > show.py <<'PYTHON'
import numdifftools
import numpy as np


def relu(x):
    return np.maximum(x, 0)


for x, expected in ((1e-1, 1.0), (1e-2, 1.0), (1e-3, 1.0), (1e-4, 0.5), (1e-6, 0.5)):
    found = numdifftools.Derivative(relu, full_output=True)(x)
    slope, claimed = float(found.estimate), float(found.error_estimate)
    print(f"x = {x:g}: derivative {slope:.6f} (true 1), error estimate {claimed:.1e}")
    assert abs(slope - expected) < 1e-6, found
    if expected != 1:
        assert abs(slope - 1) > 100 * claimed, found
for x in (1e-3, 1e-4):
    fixed = numdifftools.Derivative(relu, step=1e-5)(x)
    assert abs(fixed - 1) < 1e-6, fixed
print("with step=1e-5: 1 at x = 0.001 and 0.0001")
PYTHON
python show.py
