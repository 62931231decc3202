"""A reference that imports the instructor's own modules holds them, and finds them there."""

import pytest

from grader.authoring.solved.own_modules import inside, local_modules

FILES = {"utils.py": b"import deep.inner\nimport os", "deep/__init__.py": b"", "deep/inner.py": b"", "other.py": b""}


def test_modules_are_found_through_those_that_import_them():
    assert set(local_modules("import numpy, utils", FILES)) == {"utils.py", "deep/__init__.py", "deep/inner.py"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from utils import a as b, c", "from .utils import a as b, c"),
        ("from utils import *", "from .utils import *"),
        ("import utils", "from . import utils"),
        ("import utils as u", "from . import utils as u"),
        ("import os, utils", "from . import utils\nimport os"),
        ("import deep.inner", "from .deep import inner as _\nfrom . import deep"),
        ("import deep.inner as d", "from .deep import inner as d"),
        ("def f():\n    import utils\n    return utils", "def f():\n    from . import utils\n    return utils"),
        ("from os import path", "from os import path"),
        ("from .x import y", "from .x import y"),
    ],
)
def test_imports_become_relative(text, expected):
    assert inside(text, FILES, ".") == expected + "\n"


def test_the_dots_lead_to_the_package():
    assert inside("import utils", FILES, "..") == "from .. import utils\n"
