from grader.report.class_actions import to_talk_to, to_teach


def test_what_several_share_is_taught_and_what_nothing_explains_is_not():
    clusters = [{"count": 9, "kind": "unknown"}, *({"count": n, "kind": "mistake"} for n in (7, 5, 3, 2, 1))]
    assert [one["count"] for one in to_teach(clusters)] == [7, 5, 3]
    assert to_teach([{"count": 1, "kind": "mistake"}]) == []


def test_each_hand_in_is_named_for_its_most_urgent_reason():
    statuses = {"a": "unreadable", "b": "graded", "c": "graded", "d": "graded", "e": "graded"}
    found = to_talk_to(statuses, {"b": 0.0, "c": 39.0, "d": 20.0, "e": 90.0}, ["b", "e"])
    assert [(one.reason, one.names) for one in found] == [
        ("talk_unreadable", ("a",)),
        ("talk_nothing", ("b",)),
        ("talk_little", ("d", "c")),
        ("talk_crashed", ("e",)),
    ]


def test_of_a_large_class_not_all_are_named_but_all_are_counted():
    (one,) = to_talk_to({}, {str(n): 0.0 for n in range(90)}, [])
    assert (one.count, len(one.names)) == (90, 30)
