"""Dodona: a report becomes a judge's output, which nests as Dodona asks and says right, wrong or neither."""

import json
import re

import pytest

from grader.platforms.dodona.export import judgement_of

from ..conftest import HOSTILE, criterion, question, report

REQUIRED = {
    "start-judgement": set(),
    "start-tab": {"title"},
    "start-context": set(),
    "start-testcase": {"description"},
    "append-message": {"message"},
    "close-testcase": {"accepted"},
    "close-context": {"accepted"},
    "close-tab": set(),
    "close-judgement": {"accepted", "status"},
}
"""The keys that we write for each command; Dodona's schema requires no others of these commands."""


def _commands(text):
    """Read an output as Dodona does: parted where braces meet, blanks between them dropped."""
    return [json.loads(one) for one in re.split(r"(?<=})\s*(?={)", text.strip())]


def _criterion(*facts, rung=""):
    return criterion(*facts) | {"evidence": {"rung": rung} if rung else {}}


def test_the_levels_nest_and_each_command_has_its_keys(mixed):
    levels = []
    for command in _commands(judgement_of(mixed)):
        name = command.pop("command")
        assert set(command) == REQUIRED[name]
        kind, _, level = name.partition("-")
        if kind == "start":
            levels.append(level)
            assert levels == ["judgement", "tab", "context", "testcase"][: len(levels)]
        elif kind == "close":
            assert levels.pop() == level
    assert levels == []


def test_a_tab_a_question_and_a_test_case_a_criterion_that_was_judged(mixed):
    found = _commands(judgement_of(mixed))
    assert [one["title"] for one in found if one["command"] == "start-tab"] == [
        *("Forward", "Backward", "Layer", "Answer", "Net")
    ]
    assert [one["accepted"] for one in found if one["command"] == "close-testcase"] == [True, False, True, False]


@pytest.mark.parametrize(
    ("criteria", "status", "accepted"),
    [
        ([_criterion("a"), _criterion("b", "carried")], "correct", True),
        ([_criterion("a"), _criterion("b", "pending", 0.0)], "correct", True),
        ([_criterion("a"), _criterion("b", "partial", 1.0)], "wrong", False),
        ([_criterion("a", "fail", 0.0), _criterion("b", "fail", 0.0, rung="raised")], "runtime error", False),
        ([_criterion("a", "fail", 0.0, rung="raised"), _criterion("b", "error", 0.0)], "internal error", False),
    ],
)
def test_the_judgement_has_the_worst_status(criteria, status, accepted):
    last = _commands(judgement_of(report("a", question("q", *criteria))))[-1]
    assert (last["status"]["enum"], last["accepted"]) == (status, accepted)


def test_braces_in_a_text_do_not_part_the_output():
    text = judgement_of(report("a", question("q {x} {y}", criterion("c", "fail", 0.0, 2.0, "Not {a}   {b}."))))
    assert any(one.get("title") == "Q {X} {Y}" for one in _commands(text))
    assert any("Not {a}   {b}." in str(one.get("message")) for one in _commands(text))


def test_markup_of_a_student_does_not_come_through():
    assert "<img" not in judgement_of(report("a", question("q", criterion("c", "fail", 0.0, 2.0, HOSTILE))))
