"""What was found in a class is counted once a submission, mistakes across questions, anything else by question."""

from grader.report.common_findings import clusters, found_in


def finding(kind="mistake", mistake=None, title="a title"):
    return {"kind": kind, "mistake": mistake, "title": title}


def report(**questions):
    return {
        "language": "en",
        "questions": [
            {"id": name, "title": name.title(), "criteria": [{"findings": list(found)}]}
            for name, found in questions.items()
        ],
    }


EPS = finding(mistake="eps", title="eps stands outside")
UNKNOWN = finding("unknown", title="no known mistake fits")


def test_a_mistake_in_two_questions_is_one_entry():
    (entry,) = found_in(report(forward=[EPS], spatial=[EPS, EPS]))
    assert entry == {
        "kind": "mistake",
        "mistake": "eps",
        "title": "eps stands outside",
        "questions": ["forward", "spatial"],
    }


def test_what_is_no_known_mistake_is_counted_by_question():
    found = found_in(report(forward=[UNKNOWN, UNKNOWN], backward=[UNKNOWN]))
    assert [entry["title"] for entry in found] == [
        "Forward: no known mistake fits",
        "Backward: no known mistake fits",
    ]


def test_what_only_follows_or_says_where_is_left_out():
    assert found_in(report(forward=[finding("carried"), finding("blocked"), finding("where_case")])) == []


def test_clusters_count_submissions_and_come_by_number():
    class_of_three = {"a": report(q=[UNKNOWN]), "b": report(q=[EPS]), "c": report(q=[EPS], r=[EPS])}
    found = clusters((name, found_in(one)) for name, one in class_of_three.items())
    assert [(c["count"], c["mistake"], c["submissions"], c["questions"]) for c in found] == [
        (2, "eps", ["b", "c"], ["q", "r"]),
        (1, None, ["a"], ["q"]),
    ]


def test_a_class_without_a_fault_has_no_clusters():
    assert clusters([("a", [])]) == []


def test_one_fault_in_two_questions_of_a_hand_in_counts_once_under_the_first():
    cache = finding("unpack", title="they disagree on the cache")
    (entry,) = found_in(report(backward=[cache, cache], simplified=[cache]))
    assert (entry["title"], entry["questions"]) == (
        "Backward: they disagree on the cache",
        ["backward", "simplified"],
    )
