#!/usr/bin/env bash
# Finding: `quit()` stops nothing: the rest of its own cell runs, and so do the cells after it, without an error.
# Packages: nbclient 0.11.0, ipykernel 7.4.0, ipython 9.18.1
# Expected: `quit()` ends the kernel, so that `execute` raises DeadKernelError, or at least the cell ends there as it
#     does with `sys.exit()`.
# Seen: after `x = 1; quit(); x = 2` the next cell shows 2; `exit()` is the same; no output, no exception. `sys.exit()`
#     in a cell raises CellExecutionError with SystemExit.
# Why it matters: notebooks say `quit()` where data are missing or a check failed, and what follows was never meant to
#     run: under a grader it does, and overwrites results. Look for the call in the source; the transcript cannot tell.
set -euo pipefail
source "$(dirname "$0")/shared/fresh_environment.sh"

install nbclient==0.11.0 ipykernel==7.4.0 ipython==9.18.1

cat > show.py <<'PYTHON'
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import v4


def run(*sources):
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cells = [v4.new_code_cell(source) for source in sources]
    notebook = v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    try:
        NotebookClient(notebook).execute()
        raised = None
    except CellExecutionError as error:
        raised = error.ename
    return raised, [[output.get("data", {}).get("text/plain") for output in cell.outputs] for cell in notebook.cells]


for call in ("quit()", "exit()"):
    raised, shown = run(f"x = 1\n{call}\nx = 2", "x")
    assert (raised, shown) == (None, [[], ["2"]]), (call, raised, shown)
    print(f"x = 1; {call}; x = 2: no exception, no output; the next cell shows x = {shown[1][0]}")
raised, shown = run("import sys\nx = 1\nsys.exit()\nx = 2", "x")
assert raised == "SystemExit", raised
assert shown[1] == [], shown
print(f"x = 1; sys.exit(); x = 2: CellExecutionError with {raised}, the next cell is not run")
PYTHON
python show.py 2> log.txt || { cat log.txt; exit 1; }
