"""Compiled modules beside the sources: loaded at once by the same Python, and ignored by another."""

import os
import subprocess
import sys
import zipfile

import pytest

from grader.release.bytecode import with_bytecode

SOURCES = {
    "pkg/__init__.py": b"",
    "pkg/one.py": b"import sys\n\ndef here():\n    return sys._getframe().f_code.co_filename\n",
    "pkg/lesson/template/layers.py": b"x = 1\n",
    "__main__.py": b"print(1)\n",
}
ASK = "import sys; sys.path.insert(0, sys.argv[1]); from pkg import one; print(one.__file__[-4:], one.here())"


def _asked(archive):
    done = subprocess.run([sys.executable, "-c", ASK, archive], capture_output=True, text=True, check=True)
    return done.stdout.split()


def _zip(path, files):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_modules_of_packages_are_compiled_and_the_template_is_not():
    made = with_bytecode(SOURCES, "unit.pyz")
    assert made.keys() - SOURCES.keys() == {"pkg/__init__.pyc", "pkg/one.pyc"}


def test_the_same_sources_give_the_same_bytes_in_another_process(tmp_path):
    ask = "import sys, hashlib, decimal, json; from grader.release.bytecode import with_bytecode\n"
    ask += f"print(hashlib.sha256(b''.join(with_bytecode({SOURCES!r}, 'unit.pyz').values())).hexdigest())"
    told = set()
    for seed in "12":
        kept = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        told.add(subprocess.run([sys.executable, "-c", ask], env=kept, capture_output=True, check=True).stdout)
    assert len(told) == 1


def test_the_python_of_the_release_loads_what_is_compiled(tmp_path):
    ending, name = _asked(_zip(tmp_path / "unit.pyz", with_bytecode(SOURCES, "unit.pyz")))
    assert (ending, name) == (".pyc", "unit.pyz/pkg/one.py")


def test_another_python_compiles_the_sources(tmp_path):
    files = with_bytecode(SOURCES, "unit.pyz")
    other = {name: b"\0\0\r\n" + content[4:] if name.endswith(".pyc") else content for name, content in files.items()}
    archive = _zip(tmp_path / "unit.pyz", other)
    ending, name = _asked(archive)
    assert (ending[-3:], name) == (".py", f"{archive}/pkg/one.py")


@pytest.mark.slow
def test_an_error_of_a_student_names_no_line_of_ours(released, tmp_path):
    with zipfile.ZipFile(released.archive) as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / "batch_normalization"
    module = folder / "cs231n/layers.py"
    module.write_text(f"{module.read_text()}\n\ndef batchnorm_forward(x, gamma, beta, bn_param):\n    return x + y\n")
    told = subprocess.run(
        [sys.executable, "selfcheck.pyz", "check", "batchnorm_forward"], cwd=folder, capture_output=True, check=True
    ).stdout.decode()
    assert "return x + y" in told
    assert "selfcheck.pyz/" not in told
    assert "solution.py" not in told
