"""Takes a submission through the stages of grading: run, probe, judge, diagnose."""

from __future__ import annotations

import hashlib
import platform
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import numpy as np

from grader import __version__
from grader.assignment.requirements import library_provenance
from grader.checks.gradient import Gradient
from grader.compare.quiet import quiet
from grader.diagnose.assess import assess
from grader.execution.carry_forward import carry_forward
from grader.execution.decode import lost_observation
from grader.execution.sanitize import sanitized_observation
from grader.execution.session import SandboxSession
from grader.files.captured_output import captured_output
from grader.files.work_folder import working_in
from grader.model.assignment import Assignment
from grader.model.evidence import Evidence
from grader.model.expectation import Expectations, Probe, stopped_probe
from grader.model.observation import LimitReason, Observation, Outcome, Transcript, TranscriptStatus
from grader.model.record import Isolation, IsolationLevel, Record, Refused
from grader.model.result import CriterionResult, QuestionResult, Result
from grader.model.rubric import Question, Rubric
from grader.model.submission import Audience, Remark, Submission
from grader.model.verdict import Verdict
from grader.probes.finish import finish_of, with_finish_applied
from grader.probes.plan import carried_probes, point_probes, run_probes, scenarios_of
from grader.probes.skip import forward_around, unexplained
from grader.sandbox.slot import Slot
from grader.scoring.points import score

from .renamed_runs import renamed_runs
from .watch import Watch, beyond_judging

UNWATCHED = Watch()
"""For a run beside a person, and for tests: nothing is bounded."""


def observe(
    submission: Submission,
    assignment: Assignment,
    expectations: Expectations,
    slot: Slot,
    watch: Watch = UNWATCHED,
    open_session: Callable[[Slot, Rubric, Submission], SandboxSession] = SandboxSession,
) -> Record:
    """Run the notebook, then every probe, and return the record.

    Args:
        submission: the submission.
        assignment: the assignment.
        expectations: the inputs, the reference's values, and the points.
        slot: the sandbox slot.
        watch: bounds what the grader itself uses on it.
        open_session: opens its session.

    Raises:
        MachineError: the sandbox failed; never because of what the student's code did.
    """
    started = time.monotonic()
    session = open_session(slot, assignment.rubric, submission)
    try:
        transcript = session.run_notebook()
        after_notebook = time.monotonic()
        sanitize = partial(sanitized_observation, rubric=assignment.rubric, submission=submission)
        with working_in(assignment.template_folder):
            observations = _probe(session, assignment, expectations, sanitize, submission.files, watch)
    finally:
        session.close()
    timing = {
        "notebook_seconds": round(after_notebook - started, 4),
        "probe_seconds": round(time.monotonic() - after_notebook, 4),
        "cpu_seconds": round(session.cpu_seconds, 4),
        "peak_mib": round(session.peak_bytes / (1 << 20), 1),
    }
    return Record(
        submission=submission,
        isolation=slot.isolation,
        transcript=transcript,
        observations=observations,
        provenance=provenance_of(assignment),
        timing=timing,
    )


@quiet()
@captured_output()
def judge(record: Record, assignment: Assignment, expectations: Expectations, watch: Watch = UNWATCHED) -> Result:
    """Judge a record, whether fresh or read back from disk; no student code runs.

    Args:
        record: the record.
        assignment: the assignment.
        expectations: the values that observations are judged against.
        watch: bounds what the grader itself uses on it.
    """
    with working_in(assignment.template_folder):
        return _judged(record, assignment, expectations, watch)


def _judged(record: Record, assignment: Assignment, expectations: Expectations, watch: Watch) -> Result:
    def finished(probe: Probe, seen: Observation) -> Observation:
        finish = finish_of(assignment, probe, expectations)
        return seen if finish is None else watch.observed(probe.scenario, lambda: with_finish_applied(seen, finish))

    observations = {
        probe: beyond_judging() if probe.scenario in watch.stopped else finished(probe, seen)
        for probe, seen in record.observations.items()
    }
    keys = (place.key for place in assignment.rubric.places())
    observations |= {stopped_probe(key): beyond_judging() for key in keys if key in watch.stopped}
    return assess(assignment.rubric, record, observations, expectations, watch.at)


def versions() -> dict[str, str]:
    """Return the versions that a record depends on: `grader`, `python`, `numpy`, `platform`."""
    return {
        "grader": __version__,
        "python": platform.python_version(),
        "numpy": np.__version__,
        "platform": f"{platform.system()}-{platform.machine()}",
    }


def provenance_of(assignment: Assignment) -> dict[str, str]:
    """Return the versions and hashes of what a record is made with."""
    return {
        **versions(),
        **library_provenance(assignment.rubric.requirements),
        "rubric_sha256": assignment.sha256,
        "seed_id": hashlib.sha256(str(assignment.rubric.seed).encode()).hexdigest()[:8],
    }


def for_students(provenance: Mapping[str, str], assignment: Assignment) -> dict[str, str]:
    """Return what a record was made with, without hashes from which the seed could be found by trying all seeds.

    Args:
        provenance: the record's.
        assignment: the assignment as it is now.
    """
    return {**provenance, "rubric_sha256": assignment.seedless_sha256, "seed_id": ""}


def _probe(
    session: SandboxSession,
    assignment: Assignment,
    expectations: Expectations,
    sanitize: Callable[[Observation], Observation],
    files: Mapping[str, bytes],
    watch: Watch,
) -> dict[Probe, Observation]:
    observations: dict[Probe, Observation] = {}

    def ask(head: dict[str, Any], values: Any, called: str) -> Observation:
        watch.tick()
        return sanitize(session.ask(head, values, called))

    for place in assignment.rubric.places():
        look = partial(place.criterion.check.observe, place, files, expectations.find, ask)
        observations |= watch.answers(place.key, look)
    hung: dict[str, Observation] = {}  # a scenario that hung in one case is not tried on the next, but for edge cases
    begun: dict[str, float] = {}
    for probe, run in _probe_runs(session, assignment, expectations, observations, watch):
        before = session.patience.waited()
        observations[probe] = hung.get(probe.scenario) or sanitize(watch.observed(probe.scenario, run))
        if observations[probe].outcome is Outcome.LIMIT and probe.case not in assignment.scenarios[probe.scenario].edge:
            hung[probe.scenario] = observations[probe]
        elif session.patience.is_spent(begun.setdefault(probe.scenario, before)):
            hung[probe.scenario] = lost_observation(LimitReason.HAND_IN_WALL)
    return observations


def _probe_runs(
    session: SandboxSession,
    assignment: Assignment,
    expectations: Expectations,
    observations: Mapping[Probe, Observation],
    watch: Watch,
) -> Iterator[tuple[Probe, Callable[[], Observation]]]:
    """Yield every probe with the function that runs it; carried probes only where a network is begun and not right.

    Figures come first, while the process that drew them is there.
    """
    for probe in sorted(run_probes(assignment), key=lambda probe: not assignment.scenarios[probe.scenario].figures):
        yield probe, partial(_run, session, assignment, expectations, probe)
    for probe, check in point_probes(assignment).items():
        yield probe, partial(_evaluate, session, assignment, expectations, probe, check)
    yield from renamed_runs(session, assignment, expectations, observations, watch)
    carried: list[tuple[Question, Probe]] = []
    for question in assignment.rubric.questions:
        if not question.layers or session.is_untouched(question.function):
            continue
        with watch.at(*scenarios_of(question)):
            scenarios = unexplained(assignment, question, observations, expectations)
        carried += [(question, probe) for probe in carried_probes(assignment, question, scenarios)]
    if carried:  # the layers meet a process in which no network ever ran, so that they cannot replay one
        session.renew()
    for question, probe in carried:
        given = expectations.inputs[probe.as_run]
        run = partial(carry_forward, session, assignment, probe, question, given)
        head = {"op": "carried", "source": assignment.scenarios[probe.scenario].source, "layers": question.layers}
        yield probe, partial(session.recalled, head, given, run)


def _run(session: SandboxSession, assignment: Assignment, expectations: Expectations, probe: Probe) -> Observation:
    return session.ask(*run_request(assignment, expectations, probe), probe.scenario)


def run_request(assignment: Assignment, expectations: Expectations, probe: Probe) -> tuple[dict[str, Any], Any]:
    """Return what is asked for a case, head and values."""
    source = assignment.scenarios[probe.scenario].source
    head = {"op": "scenario", "source": source, "loose": sorted(expectations.loose)}
    return head, expectations.inputs[probe]


def points_requests(
    assignment: Assignment, expectations: Expectations, probe: Probe, check: Gradient
) -> tuple[tuple[dict[str, Any], Any], ...]:
    """Return what is asked for a forward pass, at its inputs and then around them, head and values of each."""
    head = {"op": "points", "source": assignment.scenarios[probe.scenario].source, "output": check.output}
    given, shifts = expectations.inputs[probe.as_run], expectations.points[probe].shifts
    return (head, {"given": given, "shifts": {}}), (head, {"given": given, "shifts": shifts})


def _evaluate(
    session: SandboxSession, assignment: Assignment, expectations: Expectations, probe: Probe, check: Gradient
) -> Observation:
    """Evaluate a forward pass, and around its inputs too where it differs from the reference's."""
    at, around = points_requests(assignment, expectations, probe, check)
    return forward_around(lambda shifts: session.ask(*(around if shifts else at), probe.scenario), probe, expectations)


def withheld(name: str, assignment: Assignment, refused: Refused) -> tuple[Record, Result]:
    """Return the record and result of a submission that could not be graded.

    Args:
        name: the submission's id.
        assignment: the assignment.
        refused: the reason; an unreadable submission counts as not attempted, a failure of the grader withholds points.
    """
    audience, remark = (Audience.STAFF, "grader_failed") if refused.failed else (Audience.STUDENT, "unreadable")
    note = Remark(id=remark, audience=audience, facts={"reason": refused.reason})
    record = Record(
        submission=Submission(id=name, sha256="", files={}, remarks=(note,)),
        isolation=Isolation(level=IsolationLevel.LIMITED, enforced=(), not_enforced=()),
        transcript=Transcript(status=TranscriptStatus.NOT_RUN),
        observations={},
        provenance=provenance_of(assignment),
    )
    verdict = Verdict.ERROR if refused.failed else Verdict.NOT_ATTEMPTED
    results = (_untouched(question, verdict) for question in assignment.rubric.questions)
    return record, Result(questions=tuple(results), remarks=(note,), readable=refused.failed)


def _untouched(question: Question, verdict: Verdict) -> QuestionResult:
    nothing = Evidence(comparisons=())
    criteria = [CriterionResult(id=c.id, verdict=verdict, fraction=0.0, evidence=nothing) for c in question.criteria]
    return score(question, criteria)
