"""The quick attacks once more where others run the grader: in a container, and as a user who is not root."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
QUICK = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not slow", "tests/attacks"]
LAUNCHER = str(Path(__file__).with_name("container.py"))
NOBODY = 65534

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can give up rights"),
    pytest.mark.skipif(os.uname().machine != "x86_64", reason="the numbers of calls are those of x86-64"),
]


def test_in_a_container_limited_is_chosen_and_holds(tmp_path):
    inside = [sys.executable, LAUNCHER, sys.executable]
    environment = {name: value for name, value in os.environ.items() if name != "CI"} | {"TMPDIR": str(tmp_path)}
    run = {"cwd": ROOT, "env": environment, "capture_output": True, "text": True, "check": False}
    found = json.loads(subprocess.run([*inside, "-m", "grader", "sandbox", "--json"], **run).stdout)
    assert found["level"] == "limited"
    ran = subprocess.run([*inside, *QUICK, "-k", "limited"], **run)
    assert ran.returncode == 0, ran.stdout[-3000:]
    assert " passed" in ran.stdout


@pytest.fixture
def home():
    """A home of the other user's; pytest's own temporary folders are closed to others."""
    with tempfile.TemporaryDirectory() as folder:
        os.chown(folder, NOBODY, NOBODY)
        yield folder


def test_an_ordinary_user_is_shut_in_as_well(home):
    environment = {"HOME": home, "TMPDIR": home, "PATH": os.environ["PATH"]}
    run = {"cwd": ROOT, "env": environment, "capture_output": True, "text": True, "check": False}
    as_nobody = {"user": NOBODY, "group": NOBODY, "extra_groups": [], **run}
    try:
        able = subprocess.run([sys.executable, "-c", "import grader.cli, numpy, pytest"], **as_nobody).returncode == 0
    except PermissionError:
        able = False
    if not able:
        pytest.skip("interpreter or project lie in a folder that is closed to other users")
    ran = subprocess.run([sys.executable, *QUICK], **as_nobody)
    assert ran.returncode == 0, ran.stdout[-3000:]
