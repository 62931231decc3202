"""Kinds of check are found by name: ours at once, those of other packages when a rubric names one."""

import subprocess
import sys
from importlib.metadata import EntryPoint

import pytest

from grader.assignment.rubric_schema import rubric_schema
from grader.checks import registry
from grader.checks.registry import BUILT_IN, all_kinds, built_in, kinds_for
from grader.checks.table import CriterionTable
from grader.errors import RubricError
from grader.model.check import Check


class SumTable(CriterionTable, frozen=True, kw_only=True, tag="sum"):
    """`check = "sum"`."""

    scenario: str


NO_TABLE = 3


def __getattr__(name):
    """A package's module may do anything when it is asked."""
    if name == "Leaves":
        raise SystemExit(0)
    raise AttributeError(name)


@pytest.fixture
def installed(monkeypatch):
    """Other packages' entry points, as a test names them."""

    def install(**places):
        found = [EntryPoint(name=name, value=value, group=registry.GROUP) for name, value in places.items()]
        monkeypatch.setattr(registry, "entry_points", lambda group: found)
        all_kinds.cache_clear()

    install()
    yield install
    all_kinds.cache_clear()


def test_every_kind_of_ours_is_named_alike_by_rubric_table_and_check():
    for name, table in built_in().items():
        assert table.__struct_config__.tag == name
        made = vars(sys.modules[table.__module__]).values()
        assert name in {found.kind for found in made if isinstance(found, type) and issubclass(found, Check)}


def test_a_kind_of_another_package_is_found(installed):
    installed(sum=f"{__name__}:SumTable")
    assert list(all_kinds()) == [*BUILT_IN, "sum"]
    assert kinds_for({"sum", "runs"})["sum"] is SumTable
    assert "SumTable" in rubric_schema()["$defs"]


def test_other_packages_are_not_asked_for_kinds_of_ours(installed):
    installed(broken="no.such.module:Table")
    assert kinds_for(set(BUILT_IN)) == built_in()
    with pytest.raises(RubricError):
        kinds_for({"sum"})


@pytest.mark.parametrize(
    ("name", "place", "what"),
    [
        ("matches", "grader.checks.matches_table:MatchesTable", "the name `matches` is taken already."),
        ("sum", "no_such_module:Table", "it cannot be loaded (ModuleNotFoundError: No module named 'no_such_module')."),
        ("sum", "NAME:Leaves", "it cannot be loaded (SystemExit: 0)."),
        ("sum", "NAME:NO_TABLE", "it is no table of a criterion."),
        ("total", "NAME:SumTable", "its table is of the kind 'sum'."),
    ],
)
def test_a_package_that_cannot_be_used_is_named(installed, name, place, what):
    installed(**{name: place.replace("NAME", __name__)})
    with pytest.raises(RubricError) as caught:
        all_kinds()
    assert caught.value.what == what
    assert caught.value.where == f"an installed package, entry point {name} of grader.checks"
    assert caught.value.why
    assert caught.value.mend


def test_a_kind_that_nobody_has_is_answered_with_all_there_are(tiny, installed):
    installed(sum=f"{__name__}:SumTable")
    tiny.spoil("tiny.toml", 'check = "matches"', 'check = "sums"')
    error = tiny.refused()
    assert error.what == "check is the text 'sums'."
    assert error.why == "A check is one of matches, gradient, runs, outputs, answer, asserts, unchanged, sum."
    assert error.mend == "Did you mean `sum`?"


def test_a_misspelt_key_of_another_package_s_kind_is_answered_with_its_keys(tiny, installed):
    installed(sum=f"{__name__}:SumTable")
    tiny.spoil("tiny.toml", 'check = "matches"\nscenarios = ["doubled"]', 'check = "sum"\nscenarios = "doubled"')
    assert tiny.refused().mend == "Did you mean `scenario`?"


def test_the_tables_are_kept_out_of_what_only_judges():
    code = "import sys, grader.diagnose.assess, grader.checks.unchanged; sys.exit('msgspec' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
