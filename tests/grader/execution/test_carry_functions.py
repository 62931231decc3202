"""A question on top of a wrong function that takes a function is carried, where the wrong one is charged."""

import pytest

from tests.conftest import verdicts
from tests.grader.execution.numeric_tasks import TASKS, hand_in


@pytest.fixture(scope="module", params=TASKS.values(), ids=TASKS)
def case(request, tmp_path_factory, walled):
    return request.param, request.param.marker(tmp_path_factory.mktemp("task"), walled)


def _found(marker, lower, upper):
    return verdicts(marker.judge(marker.record(hand_in(marker, lower, upper))))


def test_a_right_solution_earns_everything(case):
    task, marker = case
    assert _found(marker, *task.right) == {"lower.value": "pass", "upper.value": "pass"}


def test_a_right_function_on_a_wrong_one_is_carried(case):
    task, marker = case
    assert _found(marker, task.wrong, task.right[1]) == {"lower.value": "fail", "upper.value": "carried"}


def test_so_is_one_that_is_written_in_another_way(case):
    task, marker = case
    assert _found(marker, task.wrong, task.own)["upper.value"] == "carried"


def test_a_function_that_is_wrong_itself_is_not(case):
    task, marker = case
    spoilt = task.own.replace("return", "return 1.01 *")
    assert _found(marker, task.wrong, spoilt)["upper.value"] == "fail"


def test_nothing_is_carried_on_a_function_that_does_nothing(case):
    task, marker = case
    assert _found(marker, *task.hollow) == {"lower.value": "fail", "upper.value": "fail"}


def test_nothing_is_carried_on_what_is_right_where_it_is_charged(case):
    task, marker = case
    right, wrong = (source.replace(f"def {task.lower}", f"def {name}") for source, name in _both(task))
    sly = f"{right}\n{wrong}\n\ndef {task.lower}(*args):\n    return ({task.is_asked} and right or wrong)(*args)\n"
    assert _found(marker, sly, task.right[1]) == {"lower.value": "pass", "upper.value": "fail"}


def _both(task):
    return (task.right[0], "right"), (task.wrong, "wrong")
