"""A slot has our own code, compiled where that is there, and nothing that says where it lies."""

import importlib.util
import os
import py_compile
import subprocess
import sys
from pathlib import Path

import grader.sandbox.child
from grader.sandbox import boot


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
