from types import ModuleType

import pytest

from grader.model.assignment import Reference


def module(**names):
    found = ModuleType("m")
    vars(found).update(names)
    return found


@pytest.fixture
def reference():
    return Reference(modules=(module(double="right", halve="half"), module(double="right")))


def test_names_are_found_in_the_package(reference):
    assert reference.find("halve") == "half"
    with pytest.raises(LookupError, match="treble"):
        reference.find("treble")


def test_a_replaced_function_stands_in_every_module_that_had_it(reference):
    with reference.replaced({"double": "wrong"}):
        assert [found.double for found in reference.modules] == ["wrong", "wrong"]
    assert [found.double for found in reference.modules] == ["right", "right"]


def test_what_a_module_did_not_have_is_not_put_there(reference):
    with reference.replaced({"halve": "wrong"}):
        assert not hasattr(reference.modules[1], "halve")


def test_an_exception_puts_everything_back(reference):
    with pytest.raises(ZeroDivisionError), reference.replaced({"double": "wrong"}):
        raise ZeroDivisionError
    assert reference.find("double") == "right"
