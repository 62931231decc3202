from grader.cli.terminal import print_audit

NOTHING = {"score": 0, "max_score": 3}
AUDIT = {
    "reference": {"score": 3, "max_score": 3},
    "template": NOTHING,
    "mistakes": [{"id": "no_eps", "named_first": None, "unnamed": ["second"], **NOTHING}],
    "indistinguishable": [["one", "other", "why"]],
    "idle_criteria": ["a.b"],
    "seen_only_hidden": ["no_eps"],
    "single_cases": [
        {"case": f"net/{n}", "edge": False, "points": 9.5 - n, "criteria": {"net.loss": 4, "net.grads": 5.5 - n}}
        for n in range(4)
    ],
    "accepted": {"idle": "reason"},
    "no_longer_found": ["gone"],
    "ok": False,
}


def test_an_audit_is_printed_line_by_line(capsys):
    print_audit(AUDIT, [], "en")
    assert capsys.readouterr().out.splitlines() == [
        "reference: 3 of 3",
        "template: 0 of 3",
        "mistake no_eps: 0 of 3, not named",
        "  loses nothing, or another is named first, in: second",
        "alike: one and other (why)",
        "no known mistake fails: a.b",
        "practice cases do not catch: no_eps",
        "one case alone: net/0 takes 9.5 (net.loss 4, net.grads 5.5)",
        "one case alone: net/1 takes 8.5 (net.loss 4, net.grads 4.5)",
        "one case alone: net/2 takes 7.5 (net.loss 4, net.grads 3.5)",
        "accepted: idle (reason)",
        "accepted, but not found any more: gone",
        "NOT proved",
    ]


def test_an_audit_lists_what_is_not_translated(capsys):
    print_audit(AUDIT, ["assignment.title"], "zh")
    assert "尚未翻译：assignment.title" in capsys.readouterr().out.splitlines()  # noqa: RUF001 - Chinese
