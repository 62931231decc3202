#!/usr/bin/env bash
# Finding: a script made from a notebook leaves out arithmetic on variables called like shell commands, as comments.
# Packages: jupytext 1.19.6, nbformat 5.11.1
# Expected: only lines that are magics or shell commands become comments; `cp` and `ls` that the notebook assigned are
#     variables, so the script computes what the notebook does.
# Seen: `ls += [2]`, `mv *= 2`, `cd / 2` and `cp @ w` become comments, in the percent and in the light format alike;
#     `rm = rm + 1` and `cat[0] = 5` stay. The script runs without an error and ends with other numbers.
# Why it matters: a grader that runs or compares hand-ins as scripts computes other values than the notebook did. Run
#     the notebook itself, or set `comment_magics` to false where it holds no magics.
set -euo pipefail
source "$(dirname "$0")/shared/fresh_environment.sh"

install jupytext==1.19.6 nbformat==5.11.1

cat > show.py <<'PYTHON'
import ast

import jupytext
from nbformat import v4

cells = ["ls = [1]\nmv = 3.0\nrm = 1\ncat = [0]", "ls += [2]", "mv *= 2", "mv / 2", "rm = rm + 1", "cat[0] = 5"]
kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
notebook = v4.new_notebook(cells=[v4.new_code_cell(cell) for cell in cells], metadata={"kernelspec": kernel})

in_notebook = {}
for cell in cells:
    exec(cell, in_notebook)
for form in ("py:percent", "py:light"):
    script = jupytext.writes(notebook, form)
    for line in ("# ls += [2]", "# mv *= 2", "# mv / 2", "rm = rm + 1", "cat[0] = 5"):
        assert line in script.splitlines(), (form, line, script)
    ast.parse(script)
    in_script = {}
    exec(script, in_script)
    assert (in_notebook["ls"], in_script["ls"]) == ([1, 2], [1]), in_script["ls"]
    assert (in_notebook["mv"], in_script["mv"]) == (6.0, 3.0), in_script["mv"]
    print(f"{form}: the notebook ends with ls = [1, 2], mv = 6.0; the script with ls = [1], mv = 3.0")
kept = jupytext.writes(jupytext.reads(script, "py:light"), "ipynb")
assert '"ls += [2]"' in kept, kept
plain = jupytext.writes(notebook, {"extension": ".py", "format_name": "percent", "comment_magics": False})
assert "ls += [2]" in plain.splitlines(), plain
print("back in a notebook the lines are code again; with comment_magics=False they stay code in the script")
PYTHON
python show.py
