"""One hash of many parts."""

from grader.files.hashes import hash_of_parts


def test_named_parts_may_come_in_any_order_and_others_may_not():
    assert hash_of_parts({"a": 1, "b": 2}) == hash_of_parts({"b": 2, "a": 1})
    assert hash_of_parts(["a", "b"]) != hash_of_parts(["b", "a"])
