"""What a mistake replaces, for tests that call it."""

import importlib
from types import SimpleNamespace

import reference


def written(module):
    """Return what a mistake's file defines under a name of the reference's."""
    theirs = {name: getattr(reference, name) for name in reference.__all__}
    return {name: code for name, code in vars(module).items() if name in theirs and code is not theirs[name]}


def overrides_of(name):
    """Return what the mistake of this name replaces, by name."""
    module = importlib.import_module(f"reference.mistakes.{name}")
    return written(module) | getattr(module, "REPLACES", {})


def replaced(name):
    """Return the same as attributes of one object."""
    return SimpleNamespace(**overrides_of(name))


def ways_of(name):
    """Return what the mistake replaces in each way in which it is written."""
    module = importlib.import_module(f"reference.mistakes.{name}")
    return [overrides_of(name), *getattr(module, "ALSO", ())]
