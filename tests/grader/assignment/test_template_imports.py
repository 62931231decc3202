"""The packages that a template imports are read from its modules and notebooks."""

import json

from grader.assignment.template_imports import template_imports


def test_packages_are_found_in_modules_and_cells(tmp_path):
    cells = [
        {"cell_type": "code", "source": ["%matplotlib inline\n", "import pandas as pd\n"]},
        {"cell_type": "markdown", "source": "import nothing"},
        {"cell_type": "code", "source": "def broken(:"},
    ]
    (tmp_path / "n.ipynb").write_text(json.dumps({"cells": cells}))
    (tmp_path / "own.py").write_text("import os\nfrom scipy.linalg import lu\nfrom . import other\n")
    (tmp_path / "m.py").write_text("import own, numpy.linalg\n")
    assert template_imports(tmp_path) == ("numpy", "pandas", "scipy")


def test_a_notebook_that_cannot_be_read_imports_nothing(tmp_path):
    (tmp_path / "n.ipynb").write_text("[]")
    assert template_imports(tmp_path) == ()
