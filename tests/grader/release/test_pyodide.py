"""The self-check in Python for WebAssembly, as JupyterLite has it: found in its zip, and imported as far as numpy.

A numpy for it comes with a download of its own, so what needs one gets a stand-in that has every name.
"""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[3]
TOOLS = ROOT / "build/pyodide"
LOADER = """
import {createRequire} from "module";
import fs from "fs";
const [tools, archive, program] = process.argv.slice(2);
const {loadPyodide} = createRequire(tools + "/any.js")("pyodide");
const python = await loadPyodide();
python.FS.mkdirTree("/home/student");
python.FS.writeFile("/home/student/selfcheck.pyz", fs.readFileSync(archive));
console.log(python.runPython(fs.readFileSync(program, "utf8")));
"""
HEAD = """
import importlib, json, os, sys, types, zipfile
os.chdir("/home/student")
sys.path.insert(0, os.path.abspath("selfcheck.pyz"))
names = [name[:-3] for name in zipfile.ZipFile("selfcheck.pyz").namelist() if name.endswith(".py")]
names = [name.replace("/", ".").removesuffix(".__init__") for name in names if "/lesson/" not in name and "/" in name]

def told(name):
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as error:
        return error.name
    except Exception as error:
        return repr(error)
    return ""

"""
AS_IT_IS = f"{HEAD}json.dumps({{name: told(name) for name in names}})"
STOOD_IN = f"""{HEAD}
class Kind(type):
    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return cls

    def __call__(cls, *given, **named):
        return cls

    def __getitem__(cls, key):
        return cls

    def __iter__(cls):
        return iter(())

    def __float__(cls):
        return 1.0

class Anything(metaclass=Kind):
    pass

class Numpy(types.ModuleType):
    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Anything

for name in ("numpy", "numpy.typing", "numpy.random", "numpy.lib", "numpy.ma", "numpy.exceptions"):
    sys.modules[name] = Numpy(name)
json.dumps({{name: told(name) for name in names}})
"""


@pytest.fixture(scope="module")
def pyodide():
    """The folder with npm's package `pyodide`, which is fetched once; without it the tests are left out."""
    npm = shutil.which("npm")
    if not (shutil.which("node") and npm):
        pytest.skip("there is no node, or no npm, on this machine")
    if not (TOOLS / "node_modules/pyodide").is_dir():
        TOOLS.mkdir(parents=True, exist_ok=True)
        (TOOLS / "package.json").write_text('{"private": true}')
        got = subprocess.run([npm, "install", "pyodide"], cwd=TOOLS, capture_output=True, text=True, check=False)
        if got.returncode:
            pytest.skip(f"npm cannot fetch pyodide here: {got.stderr[-200:]}")
    return TOOLS


def _run(tools, archive, program, folder):
    (folder / "load.mjs").write_text(LOADER)
    (folder / "program.py").write_text(program)
    command = [shutil.which("node"), str(folder / "load.mjs"), str(tools), str(archive), str(folder / "program.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_the_zip_is_found_and_only_numpy_is_missing(pyodide, released, tmp_path):
    told = _run(pyodide, released.folder / "selfcheck.pyz", AS_IT_IS, tmp_path)
    assert set(told.values()) == {"", "numpy"}
    assert {"selfcheck", "selfcheck.notebook", "selfcheck.line"} <= {name for name, lacks in told.items() if not lacks}


def test_with_a_stand_in_for_numpy_all_of_it_is_imported(pyodide, released, tmp_path):
    told = _run(pyodide, released.folder / "selfcheck.pyz", STOOD_IN, tmp_path)
    assert len(told) > 100
    assert {name: lacks for name, lacks in told.items() if lacks} == {}
