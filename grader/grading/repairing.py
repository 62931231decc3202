"""Looks for repairs of one submission's wrong functions, one after the other, and proves each by grading it.

Why it is so: docs/decisions/0042.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from types import MappingProxyType

from grader.execution.cells import definitions_in
from grader.model.assignment import Assignment
from grader.model.expectation import Expectations, Probe
from grader.model.finding import FindingKind
from grader.model.observation import Observation
from grader.model.repair import Repair, RepairProof, Repairs, RepairsWanted
from grader.model.result import QuestionResult, Result
from grader.model.rubric import Question, Rubric
from grader.model.submission import Submission
from grader.model.verdict import Confidence, Verdict
from grader.probes.bounded_run import uncollected
from grader.probes.plan import run_probes
from grader.repairs.cache import RepairCache, cached, key_of
from grader.repairs.find import Found, WrongFunction, find_repair, functions_run_by, repair_by
from grader.repairs.fresh import FreshCases
from grader.repairs.targets import Change, mended, targets_in
from grader.repairs.trials import Trials
from grader.sandbox.slot import Slot

from .keeping import keeping
from .pipeline import judge, observe, provenance_of
from .renamed_runs import names_told

NOTHING_KEPT = RepairCache(None)
"""For a single submission: a cache that holds nothing."""
_RIGHT = {Verdict.PASS, Verdict.CARRIED, Verdict.PENDING}
"""Verdicts of questions that need no repair."""
_UNASKED = {Verdict.NOT_ATTEMPTED, Verdict.ERROR, Verdict.BLOCKED, *_RIGHT}
"""Verdicts of questions for which none is looked for."""


def wrong_functions(rubric: Rubric, result: Result, wanted: RepairsWanted) -> dict[str, tuple[Question, ...]]:
    """Return the functions for which a repair is looked for, with the questions about them that could be judged.

    Args:
        rubric: the rubric.
        result: the result of the submission.
        wanted: `auto` leaves out functions whose mistake is known for certain.
    """
    results = {question.id: question for question in result.questions}
    found: dict[str, tuple[Question, ...]] = {}
    for question in rubric.questions if wanted is not RepairsWanted.OFF else ():
        judged = results[question.id]
        if question.function is None or judged.verdict in _UNASKED:
            continue
        if wanted is RepairsWanted.AUTO and _is_named(judged):
            continue
        asked = [q for q in rubric.questions if q.function == question.function]
        found[question.function] = tuple(q for q in asked if results[q.id].verdict not in (_UNASKED - _RIGHT))
    return found


def _is_named(judged: QuestionResult) -> bool:
    """Return whether every criterion that lost points has a known mistake that explains all of it."""
    lost = [criterion for criterion in judged.criteria if criterion.fraction < 1 and criterion.evidence.failing]
    return bool(lost) and all(
        any(f.kind is FindingKind.MISTAKE and f.confidence is not Confidence.POSSIBLE for f in criterion.findings)
        for criterion in lost
    )


def find_repairs(
    submission: Submission,
    result: Result,
    assignment: Assignment,
    expectations: Expectations,
    fresh: Callable[[], FreshCases],
    slot: Callable[[], Slot],
    wanted: RepairsWanted,
    cache: RepairCache = NOTHING_KEPT,
    observations: Mapping[Probe, Observation] = MappingProxyType({}),
) -> Repairs:
    """Return the repairs of a submission.

    Args:
        submission: the submission, with its files.
        result: what it came to.
        assignment: the assignment.
        expectations: what it was judged against.
        fresh: returns further cases, when a function is wrong.
        slot: returns the sandbox slot, as fresh.
        wanted: for which functions a repair is looked for.
        cache: what was found for the same code before.
        observations: what was observed, from which the student's own names for parameters are read.
    """
    wrong = wrong_functions(assignment.rubric, result, wanted)
    if not wrong:
        return Repairs(wanted=wanted)
    trials = Trials(slot(), assignment.rubric, submission, sorted(expectations.loose))
    try:
        trials.names = names_told(trials.session, assignment, expectations, observations) if observations else {}
        finder = _Finder(submission, result, assignment, expectations, fresh, slot(), trials, cache)
        finder.find(wrong)
        seconds = round(trials.cpu_seconds + finder.proof_seconds, 3)
        searched = tuple(finder.searched)
        return Repairs(found=tuple(finder.found), searched=searched, wanted=wanted, cpu_seconds=seconds)
    finally:
        trials.close()


@dataclass
class _Finder:
    """The search for one submission's repairs while it goes on; later functions are run with earlier ones repaired."""

    submission: Submission
    result: Result
    assignment: Assignment
    expectations: Expectations
    fresh: Callable[[], FreshCases]
    slot: Slot
    trials: Trials
    cache: RepairCache
    found: list[Repair] = field(default_factory=list)
    searched: list[str] = field(default_factory=list)
    patches: tuple[Change, ...] = ()
    proof_seconds: float = 0.0

    def find(self, wrong: Mapping[str, tuple[Question, ...]]) -> None:
        """Look for a repair of each function: first of what several share, then of each alone."""
        self.faulty = {q.id for q in self.result.questions if q.verdict not in _RIGHT}
        shared = self._shared(wrong)
        if shared:
            self._together(wrong, shared)
        for function, questions in wrong.items():
            asked = tuple(self._beside_names(q) for q in questions if not set(q.builds_on) & self.faulty)
            if any(question.id in self.faulty for question in asked):
                self.searched.append(function)
                names = frozenset(name for name, users in shared.items() if len(users) > 1)
                self._one(self._wrong(function, asked, names))

    def _shared(self, wrong: Mapping[str, tuple[Question, ...]]) -> dict[tuple[str, str], list[str]]:
        """Return for each helper the wrong functions that use it, of those that more than one uses.

        A function that calls another wrong one is left out: that one comes first, and may be all that is wrong.
        """
        named = {question.function for question in self.assignment.rubric.questions}
        users: dict[tuple[str, str], list[str]] = {}
        for function, questions in wrong.items() if len(wrong) > 1 else ():
            one = self._wrong(function, questions)
            ran = functions_run_by(one, self.assignment, self.expectations, self.trials)
            if not any(name.split(".")[0] in wrong for _, name in ran):
                for helper in ran:
                    if helper[1].split(".")[0] not in named:
                        users.setdefault(helper, []).append(function)
        return {helper: functions for helper, functions in sorted(users.items()) if len(functions) > 1}

    def _together(
        self, wrong: Mapping[str, tuple[Question, ...]], shared: Mapping[tuple[str, str], Sequence[str]]
    ) -> None:
        """Look for a repair of the helpers that most wrong functions use, which makes all of these right."""
        functions = max(shared.values(), key=len)
        names = frozenset(helper for helper, users in shared.items() if users == functions)
        questions = tuple(question for function in functions for question in wrong[function])
        self._one(replace(self._wrong(functions[0], questions, names), only_shared=True))

    def _wrong(
        self, function: str, questions: tuple[Question, ...], shared: frozenset[tuple[str, str]] = frozenset()
    ) -> WrongFunction:
        asked = {question.id for question in questions}
        dependents = tuple(
            question
            for question in self.assignment.rubric.questions
            if question.id not in asked and set(question.builds_on) & asked and question.id in self.faulty
        )
        return WrongFunction(
            function=function,
            questions=questions,
            submission=self.submission,
            patches=self.patches,
            dependents=dependents,
            shared=shared,
            below=frozenset(
                q.function for q in keeping(self.assignment.rubric, questions, self.faulty, self.patches) if q.function
            ),
            beside_names=any(self._beside_names(question) != question for question in self._asked(questions)),
        )

    def _asked(self, questions: Sequence[Question]) -> list[Question]:
        """Return these questions with all their criteria."""
        names = {question.id for question in questions}
        return [question for question in self.assignment.rubric.questions if question.id in names]

    def _beside_names(self, question: Question) -> Question:
        """Return a question without what the names of parameters cost, where these are the student's own."""
        kept = tuple(c for c in question.criteria if set(c.check.scenario_names) & self.trials.names.keys())
        return replace(question, criteria=kept) if kept else question

    def _one(self, wrong: WrongFunction) -> None:
        key = self._key(wrong)
        one = self._known(wrong, key)
        if one is None:
            kept = keeping(self.assignment.rubric, wrong.questions, self.faulty, self.patches)
            prove = partial(self._proof, (*wrong.questions, *kept))
            fresh = self.fresh()
            with uncollected():
                one = find_repair(wrong, self.assignment, self.expectations, fresh, self.trials, prove)
            proof = None if one.repair is None else one.repair.proof
            self.cache.put(key, cached(one.changes, one.tried, proof))
        if one.repair is not None:
            self.found.append(one.repair)
            self.patches = (*self.patches, *one.changes)
            self.faulty -= {question.id for question in wrong.questions}

    def _key(self, wrong: WrongFunction) -> str:
        """Return the key of the search for a function: the text of all code that its result depends on."""
        every = {question.id: question for question in self.assignment.rubric.questions}
        asked = [question.id for question in (*wrong.questions, *wrong.dependents)]
        for name in asked:
            asked += [below for below in every[name].builds_on if below not in asked]
        names = [function for name in asked if (function := every[name].function)]
        about = {
            **provenance_of(self.assignment),
            "questions": [question.id for question in wrong.questions],
            "patches": [edit.text for _, edit in wrong.patches],
            "shared": sorted(name for _, name in wrong.shared),
            "only_shared": wrong.only_shared,
            "names": sorted(self.trials.names.items()),
        }
        return key_of(names, targets_in(self.submission, self.assignment.rubric), about)

    def _known(self, wrong: WrongFunction, key: str) -> Found | None:
        """Return what was found for the same code before; None where that is not known."""
        kept = self.cache.get(key)
        changes = None if kept is None else kept.changes(targets_in(self.submission, self.assignment.rubric))
        if kept is None or changes is None:
            return None
        if not changes or kept.proof is None:
            return Found(repair=None, tried=kept.tried)
        return Found(repair=repair_by(wrong, changes, kept.proof, kept.tried), changes=changes, tried=kept.tried)

    def _proof(self, questions: Sequence[Question], changes: Sequence[Change]) -> RepairProof | None:
        """Grade the submission with edits made, on the rubric's cases and on others; None where not all passes."""
        own = self._passed(questions, changes, self.assignment, self.expectations)
        if own is None:
            return None
        fresh = self._passed(questions, changes, self.fresh().assignment, self.fresh().expectations)
        if fresh is None:
            return None
        return RepairProof(cases=own[0], fresh=fresh[0], gradients=own[1] + fresh[1])

    def _passed(
        self, questions: Sequence[Question], changes: Sequence[Change], assignment: Assignment, expected: Expectations
    ) -> tuple[int, int] | None:
        """Return the numbers of cases and of gradients that questions passed in; None where one did not pass."""
        part, wanted = _narrowed(assignment, questions), {question.id for question in questions}
        record = observe(_without_cells(mended(self.submission, changes)), part, expected, self.slot)
        self.proof_seconds += record.timing["cpu_seconds"]
        judged = [question for question in judge(record, part, expected).questions if question.id in wanted]
        kept = {(question.id, criterion.id) for question in questions for criterion in question.criteria}
        if any(not _is_right(question, kept) for question in judged):
            return None
        gradients = [c for q in judged for c in q.criteria if _differentiates(part, q, c.id)]
        asked = tuple(question for question in part.rubric.questions if question.id in wanted)
        cases = len(run_probes(replace(part, rubric=replace(part.rubric, questions=asked))))
        return cases, sum(len(criterion.evidence.comparisons) for criterion in gradients)


def _is_right(judged: QuestionResult, kept: Collection[tuple[str, str]]) -> bool:
    """Return whether a question is right, but for criteria that are not asked."""
    left_out = [c for c in judged.criteria if c.fraction < 1 and (judged.id, c.id) not in kept]
    asked = [c for c in judged.criteria if (judged.id, c.id) in kept]
    return judged.verdict in _RIGHT or (bool(left_out) and all(c.fraction == 1 for c in asked))


def _differentiates(assignment: Assignment, judged: QuestionResult, criterion: str) -> bool:
    question = next(q for q in assignment.rubric.questions if q.id == judged.id)
    return any(c.id == criterion and c.check.differentiates for c in question.criteria)


def _narrowed(assignment: Assignment, questions: Sequence[Question]) -> Assignment:
    """Return the assignment with these questions and those that they build on, and only their checks of numbers."""
    every = {question.id: question for question in assignment.rubric.questions}
    wanted = [question.id for question in questions]
    for name in wanted:
        wanted += [below for below in every[name].builds_on if below not in wanted]
    kept = [_numeric(every[name]) for name in every if name in wanted]
    return replace(assignment, rubric=replace(assignment.rubric, questions=tuple(q for q in kept if q.criteria)))


def _numeric(question: Question) -> Question:
    criteria = tuple(c for c in question.criteria if c.check.scenario_names and not c.check.requires_questions)
    return replace(question, criteria=criteria)


def _without_cells(submission: Submission) -> Submission:
    """Return a submission whose notebook holds no other cells than those that define a function of the rubric."""
    cells = definitions_in(submission.cells, submission.definitions)
    return replace(submission, cells=tuple(cells)) if cells else replace(submission, notebook=None, cells=())
