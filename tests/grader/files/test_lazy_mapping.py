"""Values that are made when they are asked for."""

from grader.files.lazy_mapping import LazyMapping


def test_each_value_is_made_anew_and_only_when_it_is_asked_for():
    made = []
    found = LazyMapping(("b", "a"), lambda name: made.append(name) or name.upper())
    assert (list(found), len(found), "a" in found, "c" in found, made) == (["b", "a"], 2, True, False, [])
    assert (found["a"], dict(found), made) == ("A", {"b": "B", "a": "A"}, ["a", "b", "a"])
