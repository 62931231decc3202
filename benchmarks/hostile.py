"""Hand-ins that use up what others need, each a right one with something appended."""

from __future__ import annotations

from pathlib import Path

_EACH = """


def _spoilt(function):
    def spoilt(*args, **kwargs):
        {body}
    return spoilt


for _name, _found in list(globals().items()):
    if callable(_found) and not _name.startswith("_") and getattr(_found, "__module__", "") == __name__:
        globals()[_name] = _spoilt(_found)
"""
_INSTEAD = "found = function(*args, **kwargs)\n        return (big,) * len(found) if isinstance(found, tuple) else big"
HOSTILE = {
    "arrays": _EACH.format(body=f"import numpy\n        big = numpy.zeros(30 << 17)\n        {_INSTEAD}"),
    "integers": _EACH.format(body=f"big = 10 ** 200_000\n        {_INSTEAD}"),
    "lists": _EACH.format(body=f"big = [0.0] * (4 << 20)\n        {_INSTEAD}"),
    "sleep": _EACH.format(body="import time\n        time.sleep(1)\n        return function(*args, **kwargs)"),
    "memory": _EACH.format(body="kept = []\n        while True: kept.append(bytearray(64 << 20))"),
    "forks": _EACH.format(
        body="import os\n        for _ in range(9): os.fork()\n        return function(*args, **kwargs)"
    ),
    "disk": _EACH.format(
        body="for n in range(40): open(str(n), 'wb').write(bytes(15 << 20))\n        return function(*args, **kwargs)"
    ),
    "crash": "import os\n\nos._exit(3)\n",
}
"""What is appended to the modules, by what it uses up."""
EACH = 20
"""Of as many hand-ins one is hostile."""


def spoil(folder: Path) -> list[str]:
    """Make every twentieth hand-in of a class hostile, and return their names.

    Args:
        folder: the class.
    """
    spoilt = sorted(folder.iterdir())[EACH // 2 :: EACH]
    for place, hand_in in enumerate(spoilt):
        with (hand_in / "cs231n/layers.py").open("a") as module:
            module.write(list(HOSTILE.values())[place % len(HOSTILE)])
    return [hand_in.name for hand_in in spoilt]
