"""Hand-ins in the forms in which they are sent; each is a right one, as far as the form holds all cells."""

import gzip
import io
import json
import zipfile

from tests.forms.small_assignment import SHOW, F, G, cell, notebook, right

CELLS = ("import numpy as np", F, G, "answer = 6.0", SHOW)
JSON = json.dumps(right())
MARIMO = """import marimo
app = marimo.App()

@app.cell
def _(f, np):
    print("loss:", float(f(np.array([1.0]))[0]))
    return

@app.cell
def _(np):
    def g(x):
        return x / np.sum(x)
    answer = 6.0
    return g, answer

@app.function
def f(x):
    return 2 * x + 1

@app.cell
def _():
    import numpy as np
    import marimo as mo
    return mo, np

if __name__ == "__main__":
    app.run()
"""


def _percent(mark="# %%"):
    return "\n\n".join(f"{mark}\n{source}" for source in CELLS)


def _fenced(fence, head=""):
    return head + "\n\n".join(f"```{fence}\n{source}\n```" for source in CELLS)


def _older():
    cells = [{"cell_type": "code", "input": source, "outputs": [], "language": "python"} for source in CELLS]
    return {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": [{"cells": cells}]}


def _odd(**changes):
    """A right notebook in which each code cell has other fields; None takes a field away."""
    made = right()
    for one in made["cells"]:
        one.update(changes)
    made["cells"] = [{key: value for key, value in one.items() if value is not None} for one in made["cells"]]
    return json.dumps(made)


def _zipped(**files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), content)
    return stream.getvalue()


INNER = _zipped(hw__HW_DOT_ipynb=JSON)
WHOLE = {
    "plain": {"HW.ipynb": JSON},
    "txt": {"HW.ipynb.txt": JSON},
    "json": {"HW.ipynb.json": JSON},
    "capital": {"hw.IPYNB": JSON},
    "numbered": {"HW.ipynb (1).txt": JSON},
    "other_name": {"Final_final_v3.ipynb": JSON},
    "bom": {"HW.ipynb": b"\xef\xbb\xbf" + JSON.encode()},
    "utf16": {"HW.ipynb": JSON.encode("utf-16")},
    "packed": {"HW.ipynb": gzip.compress(JSON.encode())},
    "version_3": {"HW.ipynb": json.dumps(_older())},
    "version_5": {"HW.ipynb": json.dumps({**right(), "nbformat": 5})},
    "no_version": {"HW.ipynb": json.dumps({"cells": right()["cells"]})},
    "minor_null": {"HW.ipynb": json.dumps({**right(), "nbformat_minor": None})},
    "no_metadata": {"HW.ipynb": _odd(metadata=None)},
    "no_outputs": {"HW.ipynb": _odd(outputs=None, execution_count=None)},
    "odd_outputs": {"HW.ipynb": _odd(outputs=[{"output_type": "stream"}, {}, "x", {"output_type": "pyout"}])},
    "extra_keys": {"HW.ipynb": _odd(colour="red", id=7)},
    "null_line": {"HW.ipynb": JSON.replace('"import numpy as np"', '["import numpy as np", null]')},
    "null_cell": {"HW.ipynb": json.dumps(notebook(cell(None), *right()["cells"]))},
    "curly": {"HW.ipynb": json.dumps(right(f=F + "\nprint(\u201cf\u201d)"))},
    "hard_space": {"HW.ipynb": json.dumps(right(f=F.replace("    ", "\u00a0   ")))},
    "zero_width": {"HW.ipynb": json.dumps(right(f=F + "\u200b"))},
    "percent": {"HW.py": _percent()},
    "percent_tight": {"hw_solution.py": _percent("#%%")},
    "exported": {"HW.py": _percent("# In[3]:")},
    "databricks": {"HW.py": _percent("# COMMAND ----------")},
    "light": {"HW.py": "# +\n" + "\n\n# +\n".join(CELLS)},
    "script": {"HW.py": "\n\n".join(CELLS)},
    "script_other_name": {"my_homework.py": "\n\n".join(CELLS)},
    "script_capital": {"HW.PY": "\n\n".join(CELLS)},
    "script_utf16": {"HW.py": "\n\n".join(CELLS).encode("utf-16")},
    "marimo": {"HW.py": MARIMO},
    "markdown": {"HW.md": _fenced("python", "---\njupyter:\n  kernelspec:\n    name: python3\n---\n\n")},
    "myst": {"HW.md": _fenced("{code-cell} ipython3", "---\nkernelspec:\n  name: python3\n---\n\n# HW\n\n")},
    "quarto": {"HW.qmd": _fenced("{python}", "---\ntitle: HW\njupyter: python3\n---\n\n")},
    "rmarkdown": {"HW.Rmd": _fenced("{python}", "---\ntitle: HW\n---\n\n")},
    "checkpoint_alone": {".ipynb_checkpoints/HW-checkpoint.ipynb": JSON},
    "zip_in_zip": {"outer.zip": _zipped(sub__inner_DOT_zip=INNER)},
    "two_zips": {"outer.zip": _zipped(a_DOT_zip=INNER, b_DOT_zip=_zipped(data_DOT_csv="1,2"))},
    "broken_and_exported": {"HW.ipynb": JSON[:90], "HW.py": _percent("# In[1]:")},
}
"""Forms that hold all that a notebook holds."""
UNREAD = {
    "trailing_comma": {"HW.ipynb": JSON[:-1] + ",}"},
    "cut_short": {"HW.ipynb": JSON[:200]},
    "merge_marks": {"HW.ipynb": "<<<<<<< HEAD\n" + JSON},
    "damaged_gzip": {"HW.ipynb": gzip.compress(JSON.encode())[:-30]},
    "list": {"HW.ipynb": "[1, 2]"},
    "no_cells": {"HW.ipynb": '{"nbformat": 4}'},
    "picture": {"HW.pdf": b"%PDF-1.4"},
    "page": {"HW.html": "<html>def f(x): ...</html>"},
    "readme": {"README.md": "```python\nprint(1)\n```"},
}
"""What nobody can read as a notebook."""
