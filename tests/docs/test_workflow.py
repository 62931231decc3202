"""The example workflow gives students nothing of the course: they cannot start it, and their code meets no token."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from grader import __version__

WORKFLOW = Path(__file__).parents[2] / "docs/examples/grade.yml"


@pytest.fixture(scope="module")
def workflow():
    return YAML(typ="safe", pure=True).load(WORKFLOW)


@pytest.fixture(scope="module")
def steps(workflow):
    return workflow["jobs"]["grade"]["steps"]


def test_only_staff_and_the_clock_start_it(workflow):
    assert set(workflow["on"]) == {"workflow_dispatch", "schedule"}
    assert workflow["permissions"] == {"contents": "read"}


def test_no_token_is_there_when_student_code_runs(workflow, steps):
    holding = [step for step in steps if "secrets." in str(step)]
    assert [step["name"] for step in holding] == ["Fetch what students pushed"]
    assert not any("grader" in step["run"] for step in holding)
    assert "secrets." not in str({**workflow, "jobs": {**workflow["jobs"]["grade"], "steps": []}})
    checkouts = [step["with"] for step in steps if "checkout" in step.get("uses", "")]
    assert checkouts
    assert all(given["persist-credentials"] is False and "repository" not in given for given in checkouts)


def test_reports_are_kept_by_a_job_in_which_no_student_code_runs(workflow, steps):
    keep = workflow["jobs"]["keep"]
    writing = [name for name, job in workflow["jobs"].items() if "write" in str(job.get("permissions"))]
    assert writing == ["keep"]
    assert not any("grader batch" in step.get("run", "") or "class" in step.get("run", "") for step in keep["steps"])
    assert "push" in keep["steps"][-1]["run"]
    assert any(step.get("with", {}).get("ref") == "results" for step in steps)


def test_the_grader_is_installed_as_a_package_of_its_name(steps):
    installed = [
        step["run"] for step in steps if "pipx install" in step.get("run", "") and "apt-get" not in step["run"]
    ]
    assert installed == [f"pipx install notebook-grader=={__version__}"]


def test_of_a_student_s_repository_files_alone_are_left(steps):
    fetch = next(step["run"] for step in steps if "clone" in step.get("run", ""))
    assert 'rm -rf "class/$student/.git"' in fetch
    assert "recurse" not in fetch
