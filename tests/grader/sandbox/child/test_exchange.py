"""The code of a function is exchanged for every name that refers to it, and given back."""

import functools

import pytest

from grader.sandbox.child.exchange import Timer, UnfitError, VariantTooLong, exchanged, function_at


def double(x):
    return 2 * x


class Base:
    def value(self):
        return 1


class Own(Base):
    def value(self):
        return super().value() + 1


def given(code, function=double, name="double"):
    return {("m", name): function}, [{"module": "m", "name": name, "code": code, "line": 3}]


def test_code_is_exchanged_for_every_name_and_given_back():
    other = double
    with exchanged(*given("def double(x):\n    return 3 * x")):
        assert other(1) == double(1) == 3
    assert double(1) == 2


def test_a_method_may_call_super():
    with exchanged(*given("def value(self):\n    return super().value() + 41", Own.value, "Own.value")):
        assert Own().value() == 42
    assert Own().value() == 2


def test_lines_are_those_of_the_file():
    with exchanged(*given("def double(x):\n    return 1 / 0")), pytest.raises(ZeroDivisionError) as raised:
        double(1)
    assert raised.traceback[-1].lineno + 1 == 4


@pytest.mark.parametrize("code", ["def double(x:\n", "def other(x):\n    return x", "x = 1"])
def test_code_that_does_not_fit_is_refused_and_nothing_changes(code):
    with pytest.raises(UnfitError), exchanged(*given(code)):
        pass
    assert double(1) == 2


def test_a_decorated_function_is_found_below_its_decorators():
    @functools.wraps(double)
    def around(x):
        return double(x)

    assert function_at({"double": around}, "double") is double


def test_what_is_no_function_is_refused():
    with pytest.raises(UnfitError):
        function_at({"double": 3}, "double")


def test_a_method_is_found_in_its_class():
    assert function_at({"Own": Own}, "Own.value") is vars(Own)["value"]


def endless():
    while True:
        pass


def test_a_variant_that_does_not_end_is_interrupted():
    with pytest.raises(VariantTooLong), Timer().limiting(0.01):
        endless()


def test_a_variant_that_catches_everything_is_interrupted_again():
    def stubborn():
        try:
            endless()
        except BaseException:
            endless()

    with pytest.raises(VariantTooLong), Timer().limiting(0.01):
        stubborn()


def test_what_a_variant_raises_is_its_own():
    with pytest.raises(TypeError), exchanged(*given("def double(x):\n    return x + 'a'")):
        double(1)
