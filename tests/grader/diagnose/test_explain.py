"""A whole assignment: what a rubric measures with is what mistakes are named with."""

from dataclasses import replace

import pytest

from grader.diagnose.assess import assess
from grader.model.finding import FindingKind
from grader.model.observation import Observation, Outcome, Transcript, TranscriptStatus
from grader.model.record import Isolation, IsolationLevel, Record
from grader.model.submission import Submission
from grader.model.verdict import Confidence
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


def assessed(assignment, expectations, factor):
    """The first question's finding of a hand-in that multiplies by another factor than 2."""
    seen = {
        probe: Observation(outcome=Outcome.RETURNED, values={name: factor / 2 * value for name, value in right.items()})
        if probe.way == "run"
        else Observation(outcome=Outcome.RETURNED, values=right)
        for probe, right in expectations.values.items()
    }
    record = Record(
        submission=Submission(id="ada", sha256="", files={}),
        isolation=Isolation(level=IsolationLevel.NONE, enforced=(), not_enforced=()),
        transcript=Transcript(status=TranscriptStatus.NOT_RUN),
        observations=seen,
    )
    return assess(assignment.rubric, record, seen, expectations).questions[0].criteria[0]


def test_numbers_of_a_variant_of_the_reference_are_named_where_no_mistake_is(tiny):
    assignment = tiny.load()
    expectations = expect(replace(assignment, mistakes=()))
    (finding,) = assessed(assignment, expectations, 0.5).findings
    assert (finding.kind, finding.confidence, finding.facts["number"]) == (FindingKind.AS_IF, Confidence.LIKELY, "0.5")


def test_numbers_that_were_not_computed_are_no_variants(tiny):
    assignment = tiny.load()
    (finding, *_) = assessed(assignment, expect(replace(assignment, mistakes=())), 1).findings
    assert finding.kind is FindingKind.IS_INPUT


def test_a_known_mistake_comes_before_a_variant_and_neither_is_worth_points_by_being_named(tiny):
    assignment = tiny.load()
    known, bare = (expect(one) for one in (assignment, replace(assignment, mistakes=())))
    named, alike = (assessed(assignment, expectations, 3) for expectations in (known, bare))
    assert [finding.mistake for finding in named.findings] == ["tripled"]
    assert [finding.kind for finding in alike.findings] == [FindingKind.AS_IF]
    assert alike.fraction == 0


def test_numbers_of_no_variant_stay_unnamed(tiny):
    assignment = tiny.load()
    found = assessed(assignment, expect(replace(assignment, mistakes=())), 2.4747).findings
    assert FindingKind.AS_IF not in {finding.kind for finding in found}
