"""A scenario's `finish` travels with the helpers that it uses, and with nothing else of its file."""

import numpy as np
import pytest

from grader.assignment.finish_source import finish_source
from grader.errors import RubricError

FINISH = '''
SCALE = 2
def _other():
    """Stays here."""
def _half(x):
    """Half."""
    return np.asarray(x) / SCALE
'''


def _finish(tiny, body):
    tiny.spoil("scenarios.py", "class doubled", f"import json\nimport numpy as np\n{FINISH}\nclass doubled")
    tiny.spoil("scenarios.py", "    def forward", f"{body}\n    def forward")
    return tiny.load().scenarios["doubled"]


def test_helpers_and_constants_come_along(tiny):
    source = finish_source(_finish(tiny, '    def finish(got):\n        return {"out": _half(got["out"])}\n'))
    parts = {"np": np}
    exec(source, parts)  # noqa: S102 - as the self-check does
    assert parts["finish"]({"out": [4.0]})["out"] == [2.0]
    assert "_other" not in source
    assert "Half." not in source


def test_a_function_of_another_name_becomes_finish(tiny):
    tiny.spoil("scenarios.py", "class doubled", "def _same(got):\n    return dict(got)\n\n\nclass doubled")
    tiny.spoil("scenarios.py", "    def forward", "    finish = _same\n\n    def forward")
    parts = {}
    exec(finish_source(tiny.load().scenarios["doubled"]), parts)  # noqa: S102 - as above
    assert parts["finish"]({"out": 1}) == {"out": 1}


def test_another_library_cannot_travel(tiny):
    scenario = _finish(tiny, '    def finish(got):\n        return {"out": json.loads("1")}\n')
    with pytest.raises(RubricError) as caught:
        finish_source(scenario)
    assert "uses `json`" in caught.value.what
    assert "practice = ()" in caught.value.mend
