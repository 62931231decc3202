"""A whole assignment: what a rubric measures with is what mistakes are named with."""

import pytest

from grader.diagnose.assess import assess
from grader.model.observation import Observation, Outcome, Transcript, TranscriptStatus
from grader.model.record import Isolation, IsolationLevel, Record
from grader.model.submission import Submission
from grader.probes.expected import expect

LARGE_BESIDE_SMALL = 'return {"x": np.array([1.0, 1e6]) * (2 + rng.random(size=(5, 2)))}'


@pytest.fixture
def assignment(tiny):
    """Doubling a column of ones and one of millions; the known mistake adds a half to the small column."""
    tiny.spoil("tiny.toml", "tolerance = 1e-6", 'tolerance = 1e-6\nnorm = "column"')
    tiny.spoil("tiny.toml", "case_tolerances = { only = 1e-4 }\n", "")
    tiny.spoil("scenarios.py", 'return {"x": rng.normal(size=3)}', LARGE_BESIDE_SMALL)
    tiny.spoil("scenarios.py", "class doubled", "import numpy as np\n\n\nclass doubled")
    tiny.spoil("reference/mistakes/tripled.py", "return 3 * x", "return 2 * x + [0.5, 0.0]")
    return tiny.load()


def test_a_hand_in_that_is_the_known_mistake_is_named_by_the_norm_that_measures_it(assignment):
    expectations = expect(assignment)
    (mistake,) = expectations.mistakes
    seen = {
        probe: Observation(outcome=Outcome.RETURNED, values=mistake.values.get(probe, right))
        for probe, right in expectations.values.items()
    }
    record = Record(
        submission=Submission(id="ada", sha256="", files={}),
        isolation=Isolation(level=IsolationLevel.NONE, enforced=(), not_enforced=()),
        transcript=Transcript(status=TranscriptStatus.NOT_RUN),
        observations=seen,
    )
    first = assess(assignment.rubric, record, seen, expectations).questions[0].criteria[0]
    assert first.evidence.worst.error == pytest.approx(0.1, abs=0.05)
    assert [finding.mistake for finding in first.findings] == ["tripled"]
