"""Makes what waits for a person or a screen go on, since there is neither: breakpoints and windows for pictures."""

from __future__ import annotations

import pdb
import sys
from collections.abc import Callable
from typing import Any

_ASKING = (("IPython.core.debugger", "set_trace"), ("IPython.terminal.embed", "embed"), ("IPython", "embed"))
"""Functions of IPython that wait for an answer, by module."""


def pass_over_breakpoints() -> None:
    """Make `breakpoint()` and `pdb.set_trace()` do nothing."""
    sys.breakpointhook = sys.__breakpointhook__ = _nothing
    pdb.set_trace = _nothing
    for name, found in _ASKING:
        if name in sys.modules:  # IPython imports a terminal when it is asked whether it has `embed`
            setattr(sys.modules[name], found, _nothing)


def take_any_backend() -> None:
    """Make matplotlib keep its backend where a notebook asks for one that needs a screen."""
    matplotlib, pyplot = sys.modules.get("matplotlib"), sys.modules.get("matplotlib.pyplot")
    if matplotlib is not None:
        matplotlib.use = _forgiving(matplotlib.use, None)  # type: ignore[attr-defined]
    if pyplot is not None:
        pyplot.switch_backend = _forgiving(pyplot.switch_backend, vars(pyplot))  # type: ignore[attr-defined]


def _forgiving(function: Callable[..., Any], own: dict[str, Any] | None) -> Callable[..., Any]:
    """Return the function, which does nothing in place of refusing a backend; the library's own calls are refused."""

    def chosen(*args: Any, **kwargs: Any) -> Any:
        caller = sys._getframe(1).f_globals
        try:
            return function(*args, **kwargs)
        except (ImportError, ValueError):
            if caller is own or caller.get("__name__", "").startswith("matplotlib"):
                raise
            return None

    return chosen


def _nothing(*_: Any, **__: Any) -> None:
    return None
