"""What a run of student code depends on, and what only decides how its record is judged."""

from grader.assignment.hashes import run_part
from grader.checks.registry import kinds_for
from grader.checks.table import CriterionTable, Name

CRITERION = {"id": "c", "title": "C", "points": 1, "hints": []}


def _part(criterion=None, kinds=None, **changes):
    criterion = CRITERION | {"check": "matches", "scenarios": ["s"], "outputs": ["o"]} | (criterion or {})
    rubric = {
        "schema": "grader/rubric/v1",
        "assignment": {"id": "a", "title": "A", "seed": 1},
        "question": [{"id": "q", "title": "Q", "criterion": [criterion]}],
    }
    return run_part(rubric | changes, kinds or kinds_for({"matches"}))


def test_points_words_and_tolerances_run_nothing_again():
    changed = {"points": 2, "title": "D", "hints": ["h"], "tolerance": 1e-3, "norm": "column", "case_tolerances": {}}
    assert _part(changed) == _part()
    assert _part(accepted={"m": "why"}, gradebook={"attempts": "best"}) == _part()


def test_what_is_asked_runs_again():
    assert _part({"scenarios": ["t"]}) != _part()
    assert _part({"outputs": ["p"]}) != _part()


def test_a_key_of_another_kind_is_asked_unless_its_table_says_that_it_judges():
    class Own(CriterionTable, frozen=True, kw_only=True, tag="own"):
        norm: Name
        slack: Name
        judges_by = frozenset({"slack"})

    def part(**keys):
        return _part({"check": "own"} | keys, {"own": Own})

    assert part(norm="row", slack="1") != part(norm="column", slack="1")
    assert part(norm="row", slack="1") == part(norm="row", slack="2")


def test_the_order_of_keys_means_nothing():
    assert _part({"outputs": ["o"], "scenarios": ["s"]}) == _part({"scenarios": ["s"], "outputs": ["o"]})
