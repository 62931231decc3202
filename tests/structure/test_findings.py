"""Each finding has the form that findings/README.md asks for; running them needs the network and stays outside CI."""

import re
import shutil
import stat
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FINDINGS = ROOT / "findings"
HEAD = ("Finding", "Packages", "Expected", "Seen", "Why it matters")
ROW = re.compile(r"^\| `(?P<script>\w+\.sh)` \| (?P<packages>[^|]+) \| (?P<surprise>[^|]+) \|$", re.MULTILINE)
HELPER = 'source "$(dirname "$0")/shared/fresh_environment.sh"'
SMALL = "pytest_number_last_digit.sh"


def _head(text):
    """Return the fields of the comment that opens a script, in their order."""
    comment = re.match(r"#!/usr/bin/env bash\n((?:#.*\n)*)", text)
    fields = re.findall(r"^# ([A-Z][\w ]*): (\S.*)$", comment.group(1), re.MULTILINE) if comment else []
    return dict(fields)


def _faults_of_script(script, rows):
    text = script.read_text()
    head = _head(text)
    packages = head.get("Packages", "")
    installed = re.findall(r"^install (.+)$", text, re.MULTILINE)
    row = rows.get(script.name)
    if not script.stat().st_mode & stat.S_IXUSR:
        yield "is not executable"
    if tuple(head) != HEAD:
        yield f"its head has the fields {list(head)}, not {list(HEAD)}"
    if f"\nset -euo pipefail\n{HELPER}\n" not in text:
        yield "does not begin with `set -euo pipefail` and the shared environment"
    if len(installed) != 1 or installed[0].replace("==", " ").split() != packages.replace(",", "").split():
        yield f"installs {installed}, its head says {packages!r}"
    if any(pin.count("==") != 1 for line in installed for pin in line.split()):
        yield "installs a package without its version"
    if row is None:
        yield "has no row in README.md"
    elif row != packages:
        yield f"its row in README.md has {row!r}, its head {packages!r}"
    if any(len(line) > 120 for line in text.splitlines()):
        yield "has a line of more than 120 columns"
    if re.search(r"(\bimport|\bfrom|-m) grader\b", text):
        yield "uses our own code"


def _faults(folder):
    rows = {row["script"]: row["packages"].strip() for row in ROW.finditer((folder / "README.md").read_text())}
    scripts = sorted(folder.glob("*.sh"))
    faults = [f"{script.name}: {fault}" for script in scripts for fault in _faults_of_script(script, rows)]
    missing = sorted(rows.keys() - {script.name for script in scripts})
    return faults + [f"README.md: names {name}, which is not there" for name in missing]


def test_every_finding_has_its_form_and_its_row_and_none_runs_in_ci():
    faults = _faults(FINDINGS)
    faults += [f"{name}: runs findings" for name in (".ci/run", "Makefile") if "findings/" in (ROOT / name).read_text()]
    assert not faults, "\n".join(faults)
    assert len(list(FINDINGS.glob("*.sh"))) >= 6


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("# Seen:", "# Saw:", "its head has the fields"),
        ("#!/usr/bin/env bash", "#!/bin/sh", "its head has the fields"),
        ("set -euo pipefail", "set -e", "does not begin with"),
        ("install pytest==9.2.0", "install pytest", "installs a package without its version"),
        ("install pytest==9.2.0", "install pytest==9.1.0", "its head says 'pytest 9.2.0'"),
        ("# Packages: pytest 9.2.0", "# Packages: pytest 9.1.0", "its row in README.md has 'pytest 9.2.0'"),
        ("python make.py", "python -m grader", "uses our own code"),
        ("python make.py", "python make.py" + " " * 120 + "#", "more than 120 columns"),
    ],
)
def test_a_fault_planted_in_a_script_is_told(tmp_path, old, new, fault):
    shutil.copy(FINDINGS / "README.md", tmp_path)
    script = tmp_path / shutil.copy(FINDINGS / SMALL, tmp_path)
    assert old in script.read_text()
    script.write_text(script.read_text().replace(old, new))
    assert any(told.startswith(SMALL) and fault in told for told in _faults(tmp_path)), _faults(tmp_path)


def test_a_script_without_execute_permission_or_row_and_a_row_without_script_are_told(tmp_path):
    shutil.copy(FINDINGS / "README.md", tmp_path)
    (tmp_path / "unlisted.sh").write_text((FINDINGS / SMALL).read_text())
    faults = _faults(tmp_path)
    assert "unlisted.sh: is not executable" in faults
    assert "unlisted.sh: has no row in README.md" in faults
    assert f"README.md: names {SMALL}, which is not there" in faults
