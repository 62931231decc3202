"""Each hand-in of the example class gets exactly the verdicts, points and causes that its expect.toml states."""

import tomllib
from pathlib import Path

import pytest

from grader.submission.read import read_submission

CLASS = Path(__file__).parents[2] / "examples/class"
QUICK = ("perfect", "eps_outside_root", "ignores_layernorm")
"""Right, a named mistake with what follows from it, and a wrong net: one of each in `make test`."""


def _hand_ins():
    found = sorted(path for path in CLASS.iterdir() if path.is_dir())
    return [pytest.param(path, marks=[] if path.name in QUICK else [pytest.mark.slow]) for path in found]


@pytest.mark.parametrize("folder", _hand_ins(), ids=lambda path: path.name)
def test_a_hand_in_gets_what_is_expected_of_it(marker, folder):
    expected = tomllib.loads((folder / "expect.toml").read_text())
    result = marker.judge(marker.record(read_submission(folder, marker.assignment)))
    criteria = {f"{q.id}.{c.id}": c for q in result.questions for c in q.criteria}
    assert {name: c.verdict.value for name, c in criteria.items()} == expected["verdicts"]
    assert (result.score, result.pending) == (expected["score"], expected["pending"])
    found = {
        name: [f.mistake or f.caused_by for f in c.findings if f.mistake or f.caused_by] for name, c in criteria.items()
    }
    assert {name: causes[0] for name, causes in found.items() if causes} == expected.get("findings", {})
