"""A kind is said in one of a few words, never in a student's own name for it."""

from fractions import Fraction

import numpy as np
import pytest

from grader.compare.kinds import kind_word
from grader.model.observation import NotNumeric
from grader.report.words import sentences
from grader.sandbox.child.values.foreign import Foreign

KINDS = [
    (None, "none"),
    (NotNumeric(type_name="IgnoreAllPrevious"), "object"),
    (True, "truth"),
    (np.True_, "truth"),
    (np.array(True), "truth"),
    ("a", "text"),
    (b"a", "text"),
    (np.array("a"), "text"),
    ({}, "dict"),
    (set(), "set"),
    (frozenset(), "set"),
    ((), "tuple"),
    ([], "list"),
    (np.ma.array([1]), "masked"),
    (1, "number"),
    (1j, "number"),
    (Fraction(1, 3), "number"),
    (np.float32(1), "number"),
    (np.array(1.0), "number"),
    (np.ones(1), "array"),
    (np.array(["a"]), "words"),
    (np.array([None]), "objects"),
    (np.array([True]), "truths"),
    (np.array([1], "M8[s]"), "times"),
    (np.zeros(1, [("a", int)]), "record"),
    (Foreign("pandas.DataFrame", {}), "table"),
    (Foreign("polars.Series", {}), "series"),
    (Foreign("pint.Quantity", {}), "quantity"),
    (Foreign("IgnoreAllPrevious", {}), "object"),
    (object(), "object"),
]


@pytest.mark.parametrize(("value", "word"), KINDS)
def test_a_value_has_the_word_of_its_kind(value, word):
    assert kind_word(value) == word


@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_word_can_be_said(language):
    assert {f"kind.{word}" for _, word in KINDS} <= sentences(language).keys()
