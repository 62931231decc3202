from grader.report.class_actions import TalkTo, to_teach


def test_what_several_share_is_taught_and_what_nothing_explains_is_not():
    clusters = [{"count": 9, "kind": "unknown"}, *({"count": n, "kind": "mistake"} for n in (7, 5, 3, 2, 1))]
    assert [one["count"] for one in to_teach(clusters)] == [7, 5, 3]
    assert to_teach([{"count": 1, "kind": "mistake"}]) == []


def _talk(*hand_ins):
    talk = TalkTo()
    for hand_in in hand_ins:
        talk.add(*hand_in)
    return talk.found()


def test_each_hand_in_is_named_for_its_most_urgent_reason():
    found = _talk(
        ("a", "unreadable", None, False),
        ("b", "graded", 0.0, True),
        ("c", "graded", 39.0, False),
        ("d", "graded", 20.0, False),
        ("e", "graded", 90.0, True),
        ("f", "error", None, False),
    )
    assert [(one.reason, one.names) for one in found] == [
        ("talk_unreadable", ("a",)),
        ("talk_nothing", ("b",)),
        ("talk_little", ("d", "c")),
        ("talk_crashed", ("e",)),
    ]


def test_of_a_large_class_not_all_are_named_but_all_are_counted():
    (one,) = _talk(*((str(n), "graded", 0.0, False) for n in range(900)))
    assert (one.count, one.names) == (900, tuple(map(str, range(30))))


def test_those_with_least_are_named_whenever_they_come():
    (one,) = _talk(*((str(n), "graded", float(n % 39 + 1), False) for n in reversed(range(390))))
    assert one.names[:10] == tuple(str(n) for n in reversed(range(0, 390, 39)))
    assert (one.count, len(one.names)) == (390, 30)
