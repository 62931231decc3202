"""The quick attacks once more where others run the grader: in a container, and as a user who is not root."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from grader.sandbox.selftest import try_level
from tests.attacks.elsewhere import NOBODY, Elsewhere

ROOT = Path(__file__).parents[2]
FILES = [f"tests/attacks/test_{name}.py" for name in ("walls", "leave_behind", "forge")]  # what depends on who it is
QUICK = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not slow", *FILES]
LAUNCHER = str(Path(__file__).with_name("container.py"))
FEWEST = 60
"""Fewest attempts that count as having tried."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can give up rights"),
    pytest.mark.skipif(os.uname().machine != "x86_64", reason="the numbers of calls are those of x86-64"),
]


def _passed(ran):
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-1000:]
    return int(re.search(r"(\d+) passed", ran.stdout).group(1))


def test_in_a_container_limited_is_chosen_and_holds(tmp_path):
    inside = [sys.executable, LAUNCHER, sys.executable]
    environment = {name: value for name, value in os.environ.items() if name != "CI"} | {"TMPDIR": str(tmp_path)}
    run = {"cwd": ROOT, "env": environment, "capture_output": True, "text": True, "check": False}
    found = json.loads(subprocess.run([*inside, "-m", "grader", "sandbox", "--json"], **run).stdout)
    assert found["level"] == "limited"
    assert _passed(subprocess.run([*inside, *QUICK, "-k", "limited"], **run)) > FEWEST


@pytest.fixture(scope="module")
def elsewhere():
    """A copy of the clone, and an interpreter, that an ordinary user may read."""
    with Elsewhere() as made:
        if made.python is None:
            pytest.skip("there is no interpreter of this version that an ordinary user may run")
        yield made


@pytest.mark.parametrize("level", ["full", "limited", "no_walls"])
def test_an_ordinary_user_is_shut_in_as_well_but_not_where_there_are_no_walls(elsewhere, level):
    if level != "no_walls" and not try_level(level).proved:
        pytest.skip(f"no isolation level `{level}` here")
    ran = elsewhere.run([*QUICK, "-k", level], NOBODY)
    assert _passed(ran) > (FEWEST if level != "no_walls" else FEWEST // 4)
