import pytest

from grader.cli.terminal_audit import print_audit

NOTHING = {"score": 0, "max_score": 3}
AUDIT = {
    "reference": {"score": 3, "max_score": 3},
    "template": NOTHING,
    "reference_loses": [],
    "template_earns": [],
    "missing_cells": [],
    "mistakes": [
        {
            "id": "no_eps",
            "named_first": None,
            "unnamed": ["second"],
            "remarks": [{"question": "second", "why": "loses_nothing"}],
            **NOTHING,
        }
    ],
    "indistinguishable": [["one", "other", "why"]],
    "charged_twice": [],
    "not_carried": [{"weakness": "adaptive on simpson", "why": "steps"}],
    "not_tried": [{"mistake": "elsewhere", "functions": ["f", "g"]}],
    "idle_criteria": ["a.b"],
    "untried_criteria": ["a.c"],
    "seen_only_hidden": ["no_eps"],
    "failing_cells": [],
    "missing_imports": [],
    "blind_outputs": [],
    "guessable_outputs": [],
    "repeated_cases": [],
    "reference_uses": [],
    "template_uses": [],
    "single_cases": [
        {"case": f"net/{n}", "edge": False, "points": 9.5 - n, "criteria": {"net.loss": 4, "net.grads": 5.5 - n}}
        for n in range(4)
    ],
    "accepted": {"idle": "reason"},
    "no_longer_found": ["gone"],
    "unaccepted": ["no_eps"],
    "ok": False,
}


def test_an_audit_is_printed_line_by_line(capsys):
    print_audit(AUDIT, [], "en")
    assert capsys.readouterr().out.splitlines() == [
        "reference: 3 of 3",
        "template: 0 of 3",
        "mistake no_eps: 0 of 3, not named",
        "  second: not lost: it earns every point, since no case shows the mistake",
        "mistake elsewhere: not tried: no question asks for f, g",
        "alike: one and other (why)",
        "adaptive on simpson: mistakes below are not carried there, "
        "since the functions below it would have to be called too often",
        "no known mistake fails: a.b",
        "not tried: nobody wrote down a mistake for a.c",
        "practice cases do not catch: no_eps",
        "one case alone: net/0 takes 9.5 (net.loss 4, net.grads 5.5)",
        "one case alone: net/1 takes 8.5 (net.loss 4, net.grads 4.5)",
        "one case alone: net/2 takes 7.5 (net.loss 4, net.grads 3.5)",
        "accepted: idle (reason)",
        "accepted, but not found any more: gone",
        "NOT proved: no_eps",
        'Mend it, or accept a weakness with a reason, in the rubric under [accepted]: "no_eps" = "why it stays"',
    ]


LOST = {"criterion": "a.b", "verdict": "partial", "score": 1, "max_score": 2, "why": "Because."}
CRASH = {"question": "q", "why": "crashes", "error": "ValueError: x", "failed_cases": 1, "cases": 2}
CELL = {"weakness": "cell 3", "index": 2, "error": None, "source": "f(x)"}
BLIND = {"weakness": "a.b: dx", "entry": "dx", "largest": 2e-9, "limit": 1e-6}
GUESS = {"weakness": "a.b: yes", "entry": "yes", "cases": 2}
CASE = {"weakness": "s/two", "same_as": "s/one"}
USE = {"used": "numpy.linalg.inv", "path": "m.py", "line": 3}


@pytest.mark.parametrize(
    ("key", "one", "line"),
    [
        ("reference_loses", LOST, "  loses a.b: 1 of 2, partial. Because."),
        ("template_earns", LOST, "  earns a.b: 1 of 2, partial. Because."),
        (
            "missing_cells",
            {"criterion": "n.runs", "tag": "tri", "kind": "code", "nearest": "try"},
            "no cell of the template has the tag `tri`, which n.runs names; did you mean `try`?",
        ),
        (
            "missing_cells",
            {"criterion": "n.why", "contains": "Why", "kind": "markdown", "nearest": None},
            "no cell of the template contains `Why`, which n.why names",
        ),
        (
            "failing_cells",
            {**CELL, "status": "raised", "error": "NameError: y"},
            "cell 3 of the solved notebook, `f(x)`, fails: NameError: y",
        ),
        (
            "failing_cells",
            {**CELL, "status": "timed_out", "error": "KeyboardInterrupt:"},
            "cell 3 of the solved notebook, `f(x)`, fails: it runs for too long",
        ),
        (
            "failing_cells",
            {**CELL, "status": "killed"},
            "cell 3 of the solved notebook, `f(x)`, fails: the process ends; the cells behind it do not run",
        ),
        (
            "reference_uses",
            {**USE, "question": "solve"},
            "  the reference itself uses what solve forbids: numpy.linalg.inv, m.py, line 3",
        ),
        (
            "template_uses",
            {**USE, "weakness": "forbidden inv in m.py"},
            "  the template gives out what is forbidden: numpy.linalg.inv, m.py, line 3 (forbidden inv in m.py)",
        ),
        (
            "missing_imports",
            {"weakness": "import numpyy", "name": "numpyy"},
            "import numpyy: the assignment imports it, and it is not there, so a placeholder stood in; "
            "mend the name, or install it",
        ),
        (
            "blind_outputs",
            BLIND,
            "a.b: dx: all numbers of `dx` are so small (up to 2.0e-09) that errors in them are not seen "
            "(limit 1.0e-06, floor included)",
        ),
        (
            "guessable_outputs",
            {**GUESS, "kind": "bool"},
            "a.b: yes: `yes` is one truth value, the same in every case (2); half of all guesses pass",
        ),
        (
            "guessable_outputs",
            {**GUESS, "kind": "text"},
            "a.b: yes: `yes` is one text, the same in every case (2); a guess can pass",
        ),
        (
            "guessable_outputs",
            {**GUESS, "kind": "number"},
            "a.b: yes: `yes` is one small whole number, the same in every case (2); a guess can pass",
        ),
        (
            "repeated_cases",
            {**CASE, "practice": True},
            "s/two: has the inputs of s/one with the practice seed too, so it is not practised; "
            "its answer can be written into the code",
        ),
        ("repeated_cases", {**CASE, "practice": False}, "s/two: has the inputs of s/one, and measures nothing more"),
    ],
)
def test_each_fault_and_weakness_has_its_line(capsys, key, one, line):
    print_audit({**AUDIT, key: [one]}, [], "en")
    assert line in capsys.readouterr().out.splitlines()
    print_audit({**AUDIT, key: [one]}, [], "zh")
    assert line not in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("remark", "line"),
    [
        (CRASH, "  q: crashes in 1 of 2 cases: ValueError: x"),
        (
            {**CRASH, "path": "mistakes/m.py", "line": 3, "source": "f()"},
            "  q: crashes in 1 of 2 cases: ValueError: x (mistakes/m.py, line 3)",
        ),
        ({"question": "q", "why": "returns", "got": "3", "expected": "a, b"}, "  q: returns 3 where a, b is expected"),
        ({"question": "q", "why": "stopped", "limit": "cpu"}, "  q: is stopped at a limit (cpu)"),
        ({"question": "q", "why": "ended"}, "  q: ends its process"),
        (
            {"question": "q", "why": "another", "named": "other"},
            "  q: not named: points are lost, but other is named first",
        ),
        (
            {"question": "q", "why": "not_named", "told": ""},
            "  q: not named: points are lost, but the report does not say why",
        ),
        (
            {"question": "q", "why": "not_named", "told": "It is off."},
            "  q: not named: points are lost, but the report says instead: It is off.",
        ),
    ],
)
def test_what_is_wrong_with_a_mistake_has_its_line(capsys, remark, line):
    mistake = {**AUDIT["mistakes"][0], "remarks": [remark]}
    print_audit({**AUDIT, "mistakes": [mistake]}, [], "en")
    assert line in capsys.readouterr().out.splitlines()


def test_many_mistakes_that_are_not_tried_have_one_line(capsys):
    untried = [{"mistake": f"m{n}", "functions": ["f"]} for n in range(9)]
    print_audit({**AUDIT, "not_tried": untried}, [], "en")
    line = "9 mistakes are not tried: no question asks for what they replace (f)"
    assert line in capsys.readouterr().out.splitlines()


def test_what_cannot_be_accepted_stands_in_the_way_too(capsys):
    faults = {key: [LOST] for key in ("reference_loses", "template_earns")}
    print_audit({**AUDIT, **faults, "unaccepted": []}, [], "en")
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "NOT proved: the reference loses points; the template earns points"


def test_a_proved_audit_ends_with_one_word(capsys):
    print_audit({**AUDIT, "ok": True}, [], "en")
    assert capsys.readouterr().out.splitlines()[-1] == "proved"


def test_an_audit_lists_what_is_not_translated(capsys):
    print_audit(AUDIT, ["assignment.title"], "zh")
    assert "尚未翻译：assignment.title" in capsys.readouterr().out.splitlines()  # noqa: RUF001 - Chinese


EDIT = {"path": "m.py", "line": 3, "function": "f", "edit": "sign", "facts": {}, "source": "a - b", "becomes": "a + b"}
MUTANTS = {
    "variants": 40,
    "sample": 30,
    "undecided": 2,
    "caught": 19,
    "score": 0.95,
    "interval": [0.8123, 0.9999],
    "uncaught": [{**EDIT, "shown_by": "s/wide, eps left out"}],
    "equivalent": [EDIT] * 5,
    "unreached": [EDIT] * 3,
    "without": ["g"],
}


def printed(capsys, least=None, **changed):
    print_audit({**AUDIT, "ok": True, "mutants": {**MUTANTS, **changed}}, [], "en", least)
    lines = capsys.readouterr().out.splitlines()
    return lines[next(n for n, line in enumerate(lines) if line.startswith("mutants:")) :]


def test_what_became_of_mutants_stands_before_the_last_word(capsys):
    assert printed(capsys) == [
        "mutants: 19 of 20 small edits of the reference are caught, 95 % "
        "(a sample of 30 of 40; of all, 81.2 to 99.9 %)",
        "  not caught: m.py, line 3, in f, as if one sign is the opposite: `a - b` became `a + b`; "
        "inputs as in s/wide, eps left out, drawn anew or with a setting left out or moved, show it",
        "  5 more change no number, on other inputs neither: possibly the same function",
        "  3 more are in lines that no case runs: m.py:3",
        "  2 were not decided: they would take too long",
        "  none could be made of g",
        "proved",
    ]


def test_a_share_that_is_too_small_is_told_last(capsys):
    assert printed(capsys, 95.1)[-1] == "95 % is less than the 95.1 % that --fail-under asks for"
    assert printed(capsys, 95)[-1] == "proved"


def test_all_mutants_are_no_sample_and_many_are_cut_short(capsys):
    told = printed(capsys, sample=40, undecided=0, uncaught=[{**EDIT, "shown_by": None}] * 25)
    assert told[0].endswith("95 %")
    assert told[21] == "  and 5 more; --json has them all"


def test_a_rubric_without_mutants_says_so(capsys):
    assert printed(capsys, score=None, uncaught=[])[0].startswith("mutants: there is no small edit")
