"""Kinds are found by the name of a type, and of each its parts travel, compare and build without anything else."""

import numpy as np
import pytest

from grader.sandbox.child.values import foreign
from grader.sandbox.child.values.foreign import Foreign, Options, built, kind_named, kind_of

KINDS = sorted({kind.NAME: kind for kind in foreign._by_type().values()}.items())


def _made(module, name, *bases):
    return type(name, bases, {"__module__": module})


def test_a_type_is_known_by_its_librarys_and_its_own_name():
    assert kind_of(_made("pandas.core.series", "Series")).NAME == "pandas.Series"
    assert kind_of(_made("mine", "Mine", _made("pandas.core.series", "Series"))).NAME == "pandas.Series"


@pytest.mark.parametrize("module", ["mine", "pandas_like", "numpy", "builtins"])
def test_another_type_of_that_name_is_not(module):
    assert kind_of(_made(module, "Series")) is None


def test_a_kind_that_is_not_there_is_not_found():
    with pytest.raises(KeyError):
        kind_named("no.Such")


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_a_kind_says_what_it_does(name, kind):
    assert kind_named(name) is kind
    assert kind.TYPES
    for function in (kind.parts, kind.build, kind.compared, kind.plain):
        assert function.__doc__


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_parts_of_another_kind_raise_or_are_returned_but_are_no_end_of_anything(name, kind):
    for parts in ({}, {"values": None}, {"shape": [-1], "coordinates": [], "values": []}):
        for function, second in ((kind.compared, Options()), (kind.plain, None), (kind.plain, {})):
            try:
                function(parts, second)
            except (KeyError, TypeError, ValueError, IndexError, AttributeError):
                continue


def test_inputs_are_built_in_new_containers():
    given = {"a": [1, (2.0, Foreign("array", {"values": np.ones(2)}))]}
    found = built(given)
    assert found["a"][1][1].tolist() == [1.0, 1.0]
    assert found["a"] is not given["a"]
