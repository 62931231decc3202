"""A new assignment works at once: it proves itself, releases, and refuses what it cannot be."""

import tomllib
from pathlib import Path

import jsonschema
import pytest

from grader.assignment.loader import load_assignment
from grader.assignment.rubric_schema import rubric_schema
from grader.authoring.audit import audit
from grader.authoring.new import new
from grader.checks.registry import BUILT_IN
from grader.errors import CallerError, OutputError
from grader.probes.expected import expect
from grader.release.build import release

ROOT = Path(__file__).parents[3]
RUBRICS = [
    *(path for path in sorted((ROOT / "rubrics").glob("*.toml")) if not path.stem.endswith(".zh")),
    *sorted((ROOT / "examples/tasks").glob("*/rubric.toml")),
]


@pytest.fixture(scope="module")
def schema():
    found = jsonschema.validators.validator_for(rubric_schema())
    found.check_schema(rubric_schema())
    return found(rubric_schema())


def test_a_new_assignment_is_proved_at_once(tmp_path, slot):
    assignment = load_assignment(new("linear_models", tmp_path))
    found = audit(assignment, expect(assignment), slot)
    assert found["ok"], found
    assert {mistake["named_first"] for mistake in found["mistakes"]} == {mistake.id for mistake in assignment.mistakes}


def test_a_new_assignment_can_be_released(tmp_path):
    made = release(new("linear_models", tmp_path), tmp_path / "release")
    assert {"linear_models.ipynb", "solution.py", "selfcheck.pyz"} <= set(made.files)


def test_each_assignment_has_a_seed_of_its_own(tmp_path):
    seeds = {load_assignment(new(name, tmp_path)).rubric.seed for name in ("one", "two")}
    assert len(seeds) == 2


@pytest.mark.parametrize("name", ["", "a b", "1a", "class", "über", "../up"])
def test_a_name_that_cannot_be_one_is_refused(tmp_path, name):
    with pytest.raises(CallerError) as caught:
        new(name, tmp_path)
    assert "grader new linear_models" in caught.value.mend


def test_nothing_is_written_over(tmp_path):
    new("mine", tmp_path)
    with pytest.raises(OutputError):
        new("mine", tmp_path)


def test_a_place_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        new("mine", tmp_path / "file")


def test_the_schema_knows_every_check_and_the_keys_of_each():
    schema = rubric_schema()
    kinds = {
        part["properties"]["check"]["enum"][0] for part in schema["$defs"].values() if "check" in part["properties"]
    }
    assert kinds == set(BUILT_IN)
    assert schema["$defs"]["MatchesTable"]["additionalProperties"] is False
    assert schema["$ref"] == "#/$defs/RubricFile"


@pytest.mark.parametrize("path", RUBRICS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_schema_takes_every_rubric_and_refuses_a_slip(path, schema):
    rubric = tomllib.loads(path.read_text(encoding="utf-8"))
    schema.validate(rubric)
    rubric["question"][0]["criterion"][0]["tolerence"] = 1e-3
    assert not schema.is_valid(rubric)
