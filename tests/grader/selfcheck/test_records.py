"""What the released self-check takes for `dataclasses` does the same."""

import copy
import dataclasses

import pytest

from grader.selfcheck import records


def _pair(**options):
    """The same classes, made by each of both."""
    made = []
    for module in (dataclasses, records):

        @module.dataclass(**options)
        class Point:
            x: float
            y: float = 2.0
            tags: list = module.field(default_factory=list)

        @module.dataclass(**options)
        class Solid(Point):
            """With one more."""

            z: float = 3.0

            def __post_init__(self):
                if self.z < 0:
                    raise ValueError(self.z)

        made.append((Point, Solid))
    return made


OPTIONS = [
    {"frozen": True},
    {"frozen": True, "slots": True},
    {"frozen": True, "slots": True, "kw_only": True},
    {"frozen": True, "kw_only": True, "eq": False},
    {},
]


@pytest.fixture(params=OPTIONS, ids=str)
def pair(request):
    return _pair(**request.param)


def test_records_are_told_in_the_same_words(pair):
    (point, solid), (ours, our_solid) = pair
    assert repr(ours(x=1.0)) == repr(point(x=1.0))
    assert repr(our_solid(x=1.0, tags=["a"])) == repr(solid(x=1.0, tags=["a"]))


def test_what_cannot_be_made_cannot_be_made(pair):
    for given, named in (((), {}), ((), {"x": 1, "w": 2}), ((1, 2, 3, 4, 5), {}), ((1,), {"x": 1})):
        for _, solid in pair:
            with pytest.raises(TypeError):
                solid(*given, **named)


def test_positions_are_taken_where_they_were(pair):
    taken = []
    for point, _ in pair:
        try:
            taken.append((point(1.0).x, point.__match_args__))
        except TypeError:
            taken.append(None)
    assert taken[0] == taken[1]


def test_defaults_are_made_anew(pair):
    _, (ours, _) = pair
    assert ours(x=1.0).tags is not ours(x=1.0).tags


def test_equality_and_hash_are_those_of_the_fields(pair):
    for of_class in zip(*pair, strict=True):
        equal = [one(x=1.0, tags=()) == one(x=1.0, tags=()) for one in of_class]
        assert equal[0] == equal[1]
        other = [one(x=1.0) == one(x=5.0) for one in of_class]
        assert other == [False, False]
        hashed = [one.__hash__ is None or one(x=1.0, tags=()).__hash__() == hash((1.0, 2.0, ())) for one in of_class]
        assert hashed[0] == hashed[1] or of_class[0].__name__ == "Solid"


def test_a_frozen_one_stays_as_it_is():
    for options in OPTIONS[:4]:
        _, (ours, _) = _pair(**options)
        with pytest.raises(dataclasses.FrozenInstanceError):
            ours(x=1.0).x = 2.0
        with pytest.raises(dataclasses.FrozenInstanceError):
            del ours(x=1.0).x


def test_it_is_checked_when_made(pair):
    _, (_, our_solid) = pair
    with pytest.raises(ValueError, match="-1"):
        our_solid(x=1.0, z=-1)
    with pytest.raises(ValueError, match="-1"):
        records.replace(our_solid(x=1.0), z=-1)


def test_copies_are_equal_and_apart(pair):
    for point, _ in pair:
        one = point(x=1.0, tags=["a"])
        deep = copy.deepcopy(one)
        assert (deep.x, deep.tags) == (one.x, one.tags)
        assert deep.tags is not one.tags
        assert copy.copy(one).tags is one.tags
        assert records.replace(one, x=3.0).x == 3.0
