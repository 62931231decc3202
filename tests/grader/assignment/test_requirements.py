"""A rubric names the libraries that it needs; without them nothing is graded, and it is said how to get them."""

import pytest

from grader.assignment.requirements import library_provenance, missing_requirements, required_modules


def _require(tiny, *entries):
    tiny.spoil("tiny.toml", "seed = 1\n", f"seed = 1\nrequirements = {list(entries)!r}\n")


def test_its_modules_may_be_imported_by_hand_ins(tiny):
    _require(tiny, "ruamel.yaml>=0.1", "click")
    rubric = tiny.load().rubric
    assert rubric.requirements == ("ruamel.yaml>=0.1", "click")
    assert {"ruamel", "click"} <= set(rubric.packages)


def test_a_file_of_requirements_is_read_as_pip_reads_it(tiny):
    _require(tiny, "-r needed.txt")
    tiny.write("needed.txt", "# for the course\nclick >=8  # commands\n\nrich\n")
    assert tiny.load().rubric.requirements == ("click >=8", "rich")


def test_a_library_that_is_missing_is_named_with_both_ways_to_get_it(tiny):
    _require(tiny, "surely-not-there>=2", "click<1", "rich")
    error = tiny.refused()
    assert "`surely-not-there>=2`, `click<1` (" in error.what
    assert "grader env" in error.mend
    assert "pip install 'surely-not-there>=2' 'click<1'" in error.mend


@pytest.mark.parametrize("entry", ["", "pandas==", "--index-url x", "x @ file:///tmp/x.whl", "two words"])
def test_what_is_no_requirement_is_refused(tiny, entry):
    _require(tiny, entry or " ")
    assert "requirement" in tiny.refused().what


def test_a_file_that_is_not_there_is_named(tiny):
    _require(tiny, "-r nowhere.txt")
    assert "nowhere.txt" in tiny.refused().what


def test_a_reference_that_imports_what_is_not_installed_says_how_to_get_it(tiny):
    tiny.write("reference/__init__.py", "import sklearn_that_is_not_there\n")
    error = tiny.refused()
    assert "`sklearn_that_is_not_there`" in error.what
    assert 'requirements = ["sklearn-that-is-not-there"]' in error.mend


def test_a_requirement_for_another_system_is_none_here():
    assert missing_requirements(["surely-not-there; sys_platform == 'nowhere'"]) == {}


def test_the_names_that_are_imported_are_those_of_the_distribution():
    assert required_modules(["ruamel.yaml"]) == ("ruamel",)
    assert required_modules(["surely-not-there"]) == ()


def test_versions_and_a_hash_of_all_that_is_needed_stand_in_the_report():
    told = library_provenance(("rich>=1", "click"))
    assert told["libraries"].startswith("rich==")
    assert len(told["libraries_sha256"]) == 64
    assert library_provenance(()) == {}
