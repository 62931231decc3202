"""The template's modules under a private name, and its notebooks run in a process of its own."""

import importlib
import json
import shutil
import subprocess
import sys
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import nbformat
import pytest

from tests.reference.conftest import assert_all_close, assert_close, rng, seeded  # noqa: F401 (fixtures of these tests)

ROOT = Path(__file__).parents[2]
PRIVATE_NAME = "template_under_test"

RUN_CELLS = """
import contextlib, io, json

name, experiments = sys.argv[1], sys.argv[2] == "with experiments"
notebook = json.load(open(name, encoding="utf-8"))
setup, record = {}, {}
for cell in notebook["cells"]:
    if cell["cell_type"] == "code":
        lines = "".join(cell["source"]).splitlines()
        source = "\\n".join(line for line in lines if not line.startswith("%"))
        [tag], shown, error = cell["metadata"]["tags"], io.StringIO(), None
        if tag == "experiment":
            tag = cell["id"]
            if not experiments:
                continue
        namespace = setup if tag == "setup" else dict(setup)
        try:
            with contextlib.redirect_stdout(shown):
                exec(source, namespace)
        except Exception as raised:
            error = f"{type(raised).__name__}: {raised}"
        record[tag] = {"shown": shown.getvalue(), "error": error}
print(json.dumps(record))
"""


@pytest.fixture(scope="session")
def template_folder():
    return ROOT / "student_template"


@pytest.fixture(scope="session")
def notebook(template_folder):
    return nbformat.read(template_folder / "BatchNormalization.ipynb", as_version=nbformat.NO_CONVERT)


@pytest.fixture
def layers_source(template_folder):
    return (template_folder / "cs231n" / "layers.py").read_text()


@pytest.fixture
def net_source(template_folder):
    return (template_folder / "cs231n" / "classifiers" / "fc_net.py").read_text()


@pytest.fixture
def template(template_folder, monkeypatch):
    """Import a module of the template, as template("layers"); afterwards Python has forgotten it."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    folder = template_folder / "cs231n"
    spec = spec_from_file_location(PRIVATE_NAME, folder / "__init__.py", submodule_search_locations=[str(folder)])
    sys.modules[PRIVATE_NAME] = module_from_spec(spec)
    yield lambda name: importlib.import_module(f"{PRIVATE_NAME}.{name}")
    for name in [name for name in sys.modules if name.split(".")[0] == PRIVATE_NAME]:
        del sys.modules[name]


@pytest.fixture(scope="session")
def run_cells(template_folder, tmp_path_factory):
    """Run each code cell after the setup cell alone, on a copy: what it showed and raised, by tag."""

    @cache
    def shown(replaced, name, experiments):
        folder = tmp_path_factory.mktemp("assignment") / "work"
        shutil.copytree(template_folder, folder, ignore=shutil.ignore_patterns("__pycache__"))
        for path, text in replaced:
            (folder / path).write_text(text)
        code = f"import sys; sys.path.append({str(ROOT)!r})\n{RUN_CELLS}"
        command = [sys.executable, "-c", code, name, "with experiments" if experiments else "without"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True, timeout=300)
        return done.stdout

    def run(replaced, name="BatchNormalization.ipynb", experiments=False):
        return json.loads(shown(tuple(replaced.items()), name, experiments))

    return run
