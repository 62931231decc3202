"""Every mistake keeps the form that reference/mistakes/__init__.py describes."""

import importlib
import inspect
import pkgutil

import pytest

import reference
from reference import mistakes
from tests.reference.mistakes.overrides import overrides_of, written

MODULES = sorted(module.name for module in pkgutil.iter_modules(mistakes.__path__))
NAMES = [name for name in MODULES if not name.startswith("_")]
MAKERS = {f"{mistakes.__name__}.{name}" for name in MODULES if name.startswith("_")}


@pytest.fixture(params=NAMES)
def mistake(request):
    return importlib.import_module(f"reference.mistakes.{request.param}")


def test_there_are_mistakes():
    assert {"eps_outside_root", "net_ignores_layernorm", "scale_shift_missing_in_test"} <= set(NAMES)


def test_texts_are_there_and_short(mistake):
    assert mistake.__doc__
    assert len(mistake.TITLE) < 80
    assert not mistake.TITLE.endswith(".")
    assert 2 <= mistake.EXPLANATION.count(". ") + 1 <= 3
    assert "you" in mistake.EXPLANATION.lower()
    assert mistake.ORIGIN


def test_there_are_three_hints(mistake):
    assert len(set(mistake.HINTS)) == 3
    assert all(isinstance(hint, str) for hint in mistake.HINTS)


def test_it_is_minor_or_major(mistake):
    assert mistake.SERIOUSNESS in {"minor", "major"}


def test_overrides_are_written_or_made_in_the_mistakes_own_file(mistake):
    overrides = overrides_of(mistake.__name__.rpartition(".")[2])
    assert overrides
    for name, code in overrides.items():
        assert name in reference.__all__
        assert code.__module__ in {mistake.__name__, *MAKERS}


def test_every_public_function_or_class_written_there_is_an_override(mistake):
    public = {
        name
        for name, value in vars(mistake).items()
        if (inspect.isfunction(value) or inspect.isclass(value))
        and value.__module__ == mistake.__name__
        and not name.startswith("_")
    }
    assert public <= written(mistake).keys()


def test_overrides_take_the_references_arguments(mistake):
    for name, code in overrides_of(mistake.__name__.rpartition(".")[2]).items():
        ours, theirs = (inspect.signature(function).parameters for function in (code, getattr(reference, name)))
        assert [(p.name, p.default) for p in ours.values()] == [(p.name, p.default) for p in theirs.values()]
