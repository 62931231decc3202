"""The self-check starts no thread, process or signal and keeps to its folder, so that it runs in a browser too."""

import ast
import json
import subprocess
import sys
import zipfile

from grader.release.engine import engine_files

FILES = engine_files()
APART = "selfcheck/fresh_process.py"
"""The one module that starts a process; `pack` loads it where there are processes."""
BANNED = {
    *("_posixsubprocess", "_thread", "asyncio", "concurrent", "fcntl", "http", "mmap", "multiprocessing"),
    *("pty", "requests", "resource", "sched", "select", "signal", "socket", "ssl", "subprocess", "threading", "urllib"),
}
"""Modules that Python in a browser lacks or that do nothing there, and those that reach out of the process."""
STARTING = {"fork", "forkpty", "kill", "killpg", "popen", "posix_spawn", "posix_spawnp", "startfile", "system"}
"""Functions of `os` that start or end processes, besides those that begin with `exec` and `spawn`."""


def _imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.split(".")[0]


def test_no_module_imports_what_starts_threads_or_processes_or_catches_signals():
    found = {(path, name) for path, source in FILES.items() for name in _imports(ast.parse(source)) if name in BANNED}
    assert found == {(APART, "subprocess"), ("selfcheck/packing.py", "subprocess")}


def test_pack_names_the_other_process_inside_one_function_alone():
    tree = ast.parse(FILES["selfcheck/packing.py"])
    assert not {"subprocess", "fresh_process"} & {name for node in tree.body for name in _top(node)}


def _top(node):
    names = [alias.name for alias in node.names] if isinstance(node, (ast.Import, ast.ImportFrom)) else []
    return [*names, node.module] if isinstance(node, ast.ImportFrom) else names


def test_no_module_calls_what_starts_or_ends_processes():
    found = []
    for path, source in FILES.items():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "os":
                name = node.attr
                found += [(path, name)] if name in STARTING or name.startswith(("exec", "spawn")) else []
    assert found == []


HOOKED = """
import json, os, sys
import numpy, numpy.random, tempfile, random, shutil, zipfile, glob, linecache
home, told = os.getcwd(), []
outside = tuple({sys.prefix, sys.base_prefix, *filter(None, (os.path.dirname(p) for p in numpy.__path__))})
starting = ("subprocess.", "socket.", "_thread.start", "os.fork", "os.exec", "os.spawn", "os.kill", "os.system")
starting += ("os.posix_spawn",)
touching = {"shutil.rmtree", *("os." + name for name in "mkdir remove rename rmdir listdir scandir".split())}
def hook(event, given):
    if event.startswith(starting):
        told.append([event, str(given[:1])])
    if event == "open" and isinstance(given[0], (str, bytes)):
        path = os.path.abspath(os.fsdecode(given[0]))
        if not path.startswith((home + os.sep, *outside)):
            told.append([event, path])
    if event in touching and given:
        path = os.path.abspath(os.fsdecode(given[0])) if isinstance(given[0], (str, bytes)) else home
        if path != home and not path.startswith((home + os.sep, *outside)):
            told.append([event, path])
sys.path.insert(0, "selfcheck.pyz")
sys.addaudithook(hook)
from selfcheck import check, hint, pack
import selfcheck.packing
selfcheck.packing.WITHOUT_PROCESSES = (sys.platform,)
cards = [check("batchnorm_forward"), check(), hint("batchnorm_forward"), pack()]
shown = [repr(card) + card._repr_html_() for card in cards]
print(json.dumps({"told": told, "pack": shown[-1], "left": sorted(os.listdir("."))}))
"""


def test_check_hint_and_pack_stay_in_their_process_and_folder(released, tmp_path):
    with zipfile.ZipFile(released.archive) as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / "batch_normalization"
    before = sorted(path.name for path in folder.iterdir())
    done = subprocess.run([sys.executable, "-c", HOOKED], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout.splitlines()[-1])
    assert seen["told"] == []
    assert "checked beside your notebook" in " ".join(seen["pack"].split())
    assert set(seen["left"]) - set(before) == {"batch_normalization_hand_in.zip"}
