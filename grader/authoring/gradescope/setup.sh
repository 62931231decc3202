#!/usr/bin/env bash
# Runs once, when the platform builds its image: Python 3.11 or newer, the walls, the grader. The walls are
# welcome but not needed; without them student code is shut in at the level `limited`.
set -euo pipefail
source="${AUTOGRADER_ROOT:-/autograder}/source"
export DEBIAN_FRONTEND=noninteractive

if command -v apt-get >/dev/null && [ -z "${AUTOGRADER_NO_APT:-}" ]; then
    apt-get update -qq || true
    apt-get install -y -qq --no-install-recommends bubblewrap libseccomp2 || echo "no bubblewrap here"
    apt-get install -y -qq --no-install-recommends python3-venv || true
    for version in 3.13 3.12 3.11; do
        apt-get install -y -qq --no-install-recommends "python$version" "python$version-venv" && break
    done
fi

for python in "${AUTOGRADER_PYTHON:-}" python3.13 python3.12 python3.11 python3; do
    if [ -n "$python" ] && "$python" -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        break
    fi
    python=""
done
if [ -z "$python" ]; then
    echo "The grader needs Python 3.11 or newer, and none is here: choose a newer base image." >&2
    exit 1
fi

"$python" -m venv "$source/environment"
"$source/environment/bin/python" -m pip install --quiet --requirement "$source/requirements.txt" "$source"/notebook_grader-*.whl
# Student code has no business in here: the reference and the hidden seeds are below.
chmod -R go-rwx "$source"
