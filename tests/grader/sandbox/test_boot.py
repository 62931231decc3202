"""A slot has our own code, compiled where that is there, and nothing that says where it lies."""

import importlib.util
import os
import py_compile
import subprocess
import sys
from pathlib import Path

import pytest

import grader.sandbox.child
from grader.sandbox import boot


@pytest.fixture
def library():
    """Our own code is read once a process; here it is read anew, and again afterwards."""
    boot._library.cache_clear()
    yield
    boot._library.cache_clear()


@pytest.mark.usefixtures("library")
def test_compiled_modules_come_along_without_the_path_of_their_source(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    package = tmp_path / "course/own"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("def f():\n    return f.__code__.co_filename\n")
    py_compile.compile(str(package / "__init__.py"), doraise=True)
    (package / "plain.py").write_text("")
    monkeypatch.setattr(grader.sandbox.child, "__file__", str(package / "__init__.py"))
    (tmp_path / "slot").mkdir()
    boot.lay_out(tmp_path / "slot")
    library = tmp_path / "slot/lib"
    found = Path(importlib.util.cache_from_source(str(library / boot.PACKAGE / "__init__.py")))
    assert found.is_file()
    assert os.fsencode(package) not in found.read_bytes()
    assert not any("plain" in path.name for path in found.parent.iterdir())
    run = [sys.executable, "-B", "-v", "-c", f"import {boot.PACKAGE} as own; print(own.f())"]
    told = subprocess.run(run, cwd=library, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == str(library / boot.PACKAGE / "__init__.py")
    assert f"matches {library / boot.PACKAGE / '__init__.py'}" in told.stderr


def test_a_slots_code_can_be_read_by_its_user_whatever_our_umask_is(tmp_path):
    before = os.umask(0o077)
    try:
        (tmp_path / "slot").mkdir()
        boot.lay_out(tmp_path / "slot")
    finally:
        os.umask(before)
    library = tmp_path / "slot/lib"
    assert {path.stat().st_mode & 0o777 for path in library.rglob("*") if path.is_file()} == {0o644}
    assert {path.stat().st_mode & 0o777 for path in [library, *library.rglob("*")] if path.is_dir()} == {0o755}


def test_a_slots_code_is_ours(tmp_path):
    (tmp_path / "slot").mkdir()
    boot.lay_out(tmp_path / "slot")
    source, target = Path(grader.sandbox.child.__file__).parent, tmp_path / "slot/lib" / boot.PACKAGE
    own = {path.relative_to(source): path.read_bytes() for path in source.rglob("*.py")}
    assert own == {path.relative_to(target): path.read_bytes() for path in target.rglob("*.py")}
