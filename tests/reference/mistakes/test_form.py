"""Every mistake keeps the form that reference/mistakes/__init__.py describes."""

import importlib
import inspect
import pkgutil

import reference
from reference import mistakes
from tests.reference.mistakes.overrides import overrides_of, written

MODULES = sorted(module.name for module in pkgutil.iter_modules(mistakes.__path__))
NAMES = [name for name in MODULES if not name.startswith("_")]
MISTAKES = [importlib.import_module(f"{mistakes.__name__}.{name}") for name in NAMES]
MAKERS = {f"{mistakes.__name__}.{name}" for name in MODULES if name.startswith("_")}


def test_there_are_mistakes():
    assert {"eps_outside_root", "net_ignores_layernorm", "scale_shift_missing_in_test"} <= set(NAMES)


def test_texts_are_there_and_short():
    def fits(mistake):
        told = mistake.EXPLANATION
        title = len(mistake.TITLE) < 80 and not mistake.TITLE.endswith(".")
        return mistake.__doc__ and mistake.ORIGIN and title and told.count(". ") in (1, 2) and "you" in told.lower()

    assert [mistake.__name__ for mistake in MISTAKES if not fits(mistake)] == []


def test_there_are_three_hints():
    def fits(hints):
        return len(hints) == len(set(hints)) == 3 and all(isinstance(hint, str) for hint in hints)

    assert [mistake.__name__ for mistake in MISTAKES if not fits(mistake.HINTS)] == []


def test_each_is_minor_or_major():
    assert [mistake.__name__ for mistake in MISTAKES if mistake.SERIOUSNESS not in {"minor", "major"}] == []


def _overrides(mistake):
    return overrides_of(mistake.__name__.rpartition(".")[2])


def test_overrides_are_written_or_made_in_the_mistakes_own_file():
    def own(mistake):
        return [code.__module__ in {mistake.__name__, *MAKERS} for code in _overrides(mistake).values()]

    assert [mistake.__name__ for mistake in MISTAKES if not own(mistake) or not all(own(mistake))] == []


def test_overrides_are_names_of_the_reference():
    assert {name for mistake in MISTAKES for name in _overrides(mistake)} - set(reference.__all__) == set()


def _public(mistake):
    """Names of the functions and classes that a mistake's file writes for others."""
    for name, value in vars(mistake).items():
        made = inspect.isfunction(value) or inspect.isclass(value)
        if made and value.__module__ == mistake.__name__ and not name.startswith("_"):
            yield name


def test_every_public_function_or_class_written_there_is_an_override():
    assert [(m.__name__, name) for m in MISTAKES for name in _public(m) if name not in written(m)] == []


def test_overrides_take_the_references_arguments():
    def arguments(code):
        return [(parameter.name, parameter.default) for parameter in inspect.signature(code).parameters.values()]

    right = {name: arguments(getattr(reference, name)) for name in reference.__all__}
    assert [
        (mistake.__name__, name)
        for mistake in MISTAKES
        for name, code in _overrides(mistake).items()
        if arguments(code) != right[name]
    ] == []
