"""Makes an observation of a reply of the sandbox; a malformed reply is the student's outcome, never our error."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from grader.model.forbidden import ForbiddenCall
from grader.model.observation import Failure, Frame, NotNumeric, Observation, OldUse, Outcome
from grader.sandbox.child.values.foreign import Foreign
from grader.sandbox.child.wire import Opaque

_MOST_USES = 50
"""Most uses of older forms that are read from a reply."""
_MOST_CALLS = 20
"""Most calls of forbidden functions that are read from a reply."""
_FAILURES = {"missing", "not_attempted", "raised", "died", "limit", "none_or_count", "nothing_drawn"}


def observation_of(head: dict[str, Any], values: Any) -> Observation:
    """Return the observation that a reply describes.

    Args:
        head: the reply's head, not yet checked.
        values: the decoded values; for `returned` a dictionary by name.
    """
    kind = head.get("kind")
    if kind == "returned" and isinstance(values, dict):
        named = {str(name): plain(value) for name, value in values.items()}
        seen = Observation(outcome=Outcome.RETURNED, values=named, changed=_texts(head.get("changed")))
    elif isinstance(kind, str) and kind in _FAILURES:
        seen = Observation(outcome=Outcome(kind), failure=_failure(head))
    else:
        return malformed_observation("an answer of another form")
    noted = replace(seen, stood_in=stubbed_names_in(head), old_uses=old_uses_in(head))
    return replace(noted, forbidden=forbidden_calls_in(head))


def stubbed_names_in(head: dict[str, Any]) -> tuple[str, ...]:
    """Return the names that, as a reply says, were missing and got a stub."""
    return _texts(head.get("stood_in"))


def old_uses_in(head: dict[str, Any]) -> tuple[OldUse, ...]:
    """Return the lines that, as a reply says, used what numpy refuses today."""
    found = head.get("old_uses")
    uses = found[:_MOST_USES] if isinstance(found, list) else []
    return tuple(
        OldUse(form=_text(use[0]), path=_text(use[1]), line=use[2])
        for use in uses
        if isinstance(use, list) and len(use) == 3 and type(use[2]) is int
    )


def forbidden_calls_in(head: dict[str, Any]) -> tuple[ForbiddenCall, ...]:
    """Return the calls of forbidden functions that, as a reply says, student code made."""
    found = head.get("forbidden")
    calls = found[:_MOST_CALLS] if isinstance(found, list) else []
    return tuple(
        ForbiddenCall(used=_text(call[0]), function=_text(call[1]), path=_text(call[2]), line=call[3])
        for call in calls
        if isinstance(call, list) and len(call) == 4 and type(call[3]) is int
    )


def malformed_observation(text: str, function: str = "") -> Observation:
    """Return the observation for a reply that cannot be used."""
    return Observation(outcome=Outcome.MALFORMED, failure=Failure(function=function, text=text))


def lost_observation(why: str, function: str = "") -> Observation:
    """Return the observation for a request that was not answered, since its process ended.

    Args:
        why: the limit for which the process was killed; empty if it ended by itself.
        function: the function that was called.
    """
    outcome = Outcome.LIMIT if why else Outcome.DIED
    return Observation(outcome=outcome, failure=Failure(function=function, why=why))


def plain(value: Any) -> Any:
    """Return a decoded value with the wire format's placeholders replaced by those of grader.model."""
    if isinstance(value, Opaque):
        return NotNumeric(type_name=value.type_name)
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(plain(item) for item in value)
    if isinstance(value, Foreign):
        return Foreign(value.kind, plain(value.parts))
    if isinstance(value, np.ndarray) and value.dtype.kind == "O":
        for place, item in enumerate(value.ravel()):
            value.flat[place] = plain(item)
    return value


def _failure(head: dict[str, Any]) -> Failure:
    expected = head.get("expected")
    ways = expected if isinstance(expected, list) else []
    return Failure(
        function=_text(head.get("function")),
        called=_text(head.get("called")),
        error=_text(head.get("error"))[:80],
        base=_text(head.get("base"))[:80],
        text=_text(head.get("text"))[:500],
        frames=_frames(head.get("frames")),
        got=_text(head.get("got"))[:40],
        expected=_texts(ways[0]) if ways else (),
        why=_text(head.get("why"))[:40],
    )


def _frames(found: Any) -> tuple[Frame, ...]:
    if not isinstance(found, list):
        return ()
    return tuple(
        Frame(
            path=_text(entry.get("path")),
            line=entry["line"] if isinstance(entry.get("line"), int) else 0,
            function=_text(entry.get("function")),
            source=_text(entry.get("source")),
        )
        for entry in found[-20:]
        if isinstance(entry, dict)
    )


def text_of(value: object, most: int) -> str:
    """Return a text of bounded length without lone surrogates; for a value that is no text, the name of its type."""
    text = str(value) if isinstance(value, (str, int)) else type(value).__name__
    return text[:most].encode("utf-8", "backslashreplace").decode("utf-8")


def _text(value: Any) -> str:
    return "" if value is None else text_of(value, 600)


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(_text(item) for item in value[:50]) if isinstance(value, list) else ()
