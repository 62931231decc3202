"""Finds the repair of one wrong function: searches its edits, chooses among those that pass, and has it proved."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from grader.edits.edit import EditKind, difference, extent
from grader.model.assignment import Assignment
from grader.model.expectation import Expectations
from grader.model.observation import Observation
from grader.model.repair import Repair, RepairedPlace, RepairProof
from grader.model.rubric import Question
from grader.model.submission import Submission

from .candidates import Candidate, Candidates, State
from .cases import Came, Case, Score, cases_of
from .fresh import FreshCases
from .search import Hit, Search
from .targets import Change, Target, exchanges, targets_in, texts
from .trials import Trials

MOST_OF_FUNCTION = 1 / 3
"""Largest part of a function's text that a repair may replace."""
MOST_PROOFS = 3
"""Most repairs of one function that are proved."""
Prove = Callable[[Sequence[Change]], RepairProof | None]
"""Function that grades the submission with edits made; None where not everything passes."""


@dataclass(frozen=True, kw_only=True, eq=False)
class WrongFunction:
    """A function of a submission that is wrong by a fault of its own."""

    function: str
    """Its name, as the rubric has it."""
    questions: tuple[Question, ...]
    """All questions about it that could be judged."""
    submission: Submission
    """The submission."""
    patches: tuple[Change, ...] = ()
    """Repairs of earlier functions, which stay made."""
    dependents: tuple[Question, ...] = ()
    """Wrong questions about other functions that build on it: of several edits, one that mends these too is meant."""
    shared: frozenset[tuple[str, str]] = frozenset()
    """Helpers that other wrong functions use as well, as place and name; edited for all of them together or not."""
    only_shared: bool = False
    """Whether nothing but shared helpers is edited."""
    below: frozenset[str] = frozenset()
    """Functions that other questions find right, and that keep something for this one; the proof is theirs too."""
    beside_names: bool = False
    """Whether the network's parameters have other names than asked for, which costs points of its own."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Found:
    """What came of the search for one function."""

    repair: Repair | None
    """The repair; None where none was found, or several that disagree."""
    changes: tuple[Change, ...] = ()
    """Its edits."""
    tried: int = 0
    """Number of edits that were tried."""


def find_repair(
    wrong: WrongFunction,
    assignment: Assignment,
    expectations: Expectations,
    fresh: FreshCases,
    trials: Trials,
    prove: Prove,
) -> Found:
    """Return the smallest edit of a function after which everything passes.

    Args:
        wrong: the function.
        assignment: the assignment.
        expectations: what it is judged against.
        fresh: further cases.
        trials: runs variants of the submission.
        prove: grades the submission with edits made.
    """
    trials.begin()
    own = cases_of(wrong.questions, assignment, expectations)
    more = cases_of(wrong.questions, fresh.assignment, fresh.expectations)
    group = exchanges(wrong.patches)
    seen: list[Observation] = []
    for case in own:
        seen += trials.observe(case, [group])
        if trials.lost:  # it ends its process, or never ends: so would most edits of it
            return Found(repair=None)
    before = [case.came(one) for case, one in zip(own, seen, strict=True)]
    later = [case.came(trials.observe(case, [group])[0]) for case in more]
    cases = [*own, *more]
    search = Search(trials, cases, [*before, *later], wrong.patches)
    failing = [case for case, came in zip(own, before, strict=True) if not came.score.is_right]
    if not failing:
        return Found(repair=None)
    ran = _lines(trials, failing, group)
    bad, good = _outputs([came.score for came in before])
    every = targets_in(wrong.submission, assignment.rubric)
    returned = {name: ways[0] for name, ways in assignment.rubric.returns().items() if ways and name not in wrong.below}
    candidates = Candidates(returned=returned, below=wrong.below)
    passed = frozenset(_lines(trials, _passing(own, before), group))

    def again(one: Candidate, place: int, came: Came) -> Iterator[Candidate]:
        """Return the edits to try beside one that is made."""
        now = _lines(trials, [cases[place]], exchanges([*wrong.patches, *one.changes]))
        wrongly = frozenset(came.score.errors) - came.score.right
        at = frozenset() if came.stopped is None else frozenset([came.stopped])
        state = State(ran=frozenset(now), wrong=wrongly, right=came.score.right, stopped=at, passed=passed)
        return candidates.beside(_targets(wrong, assignment, every, now), state, one.changes)

    stopped = frozenset(_stopped(seen))
    state = State(ran=frozenset(ran), wrong=bad, right=good, stopped=stopped, passed=passed)
    targets = _targets(wrong, assignment, every, ran)
    search.run(candidates.of(targets, state), again)
    hits = above_first(without_guesses(search.hits, targets, ran), wrong.below)
    if len({hit.lines for hit in hits}) > 1 and wrong.dependents:
        hits = _mending_most(hits, cases_of(wrong.dependents, assignment, expectations), wrong.patches, trials)
    return _proved(wrong, hits, prove, trials)


def _passing(cases: Sequence[Case], before: Sequence[Came]) -> list[Case]:
    """Return the cases of the scenarios of which every case passes."""
    wrong = {case.probe.scenario for case, came in zip(cases, before, strict=True) if not came.score.is_right}
    return [case for case in cases if case.probe.scenario not in wrong]


def _stopped(seen: Sequence[Observation]) -> set[tuple[str, int]]:
    """Return the lines of the student's at which exceptions were raised."""
    failures = (one.failure for one in seen if one.failure is not None)
    return {(frame.path, frame.line) for failure in failures for frame in failure.frames}


def _lines(trials: Trials, failing: Sequence[Case], group: Sequence[dict[str, object]]) -> set[tuple[str, int]]:
    """Return the lines that run in the first failing case of each scenario."""
    firsts = {case.probe.scenario: case for case in reversed(failing)}
    return {line for case in firsts.values() for line in trials.lines(case, list(group))}


def _targets(
    wrong: WrongFunction, assignment: Assignment, every: Sequence[Target], ran: set[tuple[str, int]]
) -> list[Target]:
    """Return the function, or the methods of the class, and the helpers that run; no function of another question."""
    patched = {target.code.name for target, _ in wrong.patches}
    own = [target for target in every if target.code.name.split(".")[0] == wrong.function]
    definition = wrong.submission.definitions.get(wrong.function)
    if definition is not None:
        place = definition.path if definition.cell is None else f"cell {definition.cell + 1}"
        own = [target for target in own if target.place == place] or own
    others = {question.function for question in assignment.rubric.questions} - wrong.below
    helpers = [
        target
        for target in every
        if target.code.name.split(".")[0] not in others and target.code.name not in patched and _runs(target, ran)
    ]
    if wrong.only_shared:
        return [target for target in helpers if (target.place, target.code.name) in wrong.shared]
    helpers = [target for target in helpers if (target.place, target.code.name) not in wrong.shared]
    methods = [target for target in own if "." not in target.code.name or _runs(target, ran) or not ran]
    return [*methods, *helpers]


def functions_run_by(
    wrong: WrongFunction, assignment: Assignment, expectations: Expectations, trials: Trials
) -> set[tuple[str, str]]:
    """Return the other functions of the student's that run in a wrong function's failing cases, as place and name."""
    cases = cases_of(wrong.questions, assignment, expectations)
    failing: list[Case] = []
    for case in cases:
        failing += [] if case.score(trials.observe(case, [[]])[0]).is_right else [case]
        if trials.lost:
            return set()
    ran = _lines(trials, failing, [])
    every = targets_in(wrong.submission, assignment.rubric)
    return {(t.place, t.code.name) for t in every if t.code.name.split(".")[0] != wrong.function and _runs(t, ran)}


def _runs(target: Target, ran: set[tuple[str, int]]) -> bool:
    node = target.code.node
    return any(place == target.place and node.lineno <= line <= (node.end_lineno or 0) for place, line in ran)


def _outputs(before: Sequence[Score]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the outputs that are wrong in some case, and those that are right in all."""
    bad = {name for score in before for name, error in score.errors.items() if error}
    return frozenset(bad), frozenset({name for score in before for name in score.errors} - bad)


def without_guesses(hits: Sequence[Hit], targets: Sequence[Target], ran: Collection[tuple[str, int]]) -> list[Hit]:
    """Return what passes; where a `pass` runs, something is missing there, and no condition elsewhere is to blame.

    Args:
        hits: what passes.
        targets: the functions that were edited.
        ran: the lines that run in a failing case, as place and line.
    """
    empty = {(t.place, node.lineno) for t in targets for node in t.code.statements if isinstance(node, ast.Pass)}
    if not empty & set(ran):
        return list(hits)
    return [hit for hit in hits if not any(edit.kind is EditKind.CONDITION for _, edit in hit.changes)]


def above_first(hits: Sequence[Hit], below: Collection[str]) -> list[Hit]:
    """Return what passes in the function itself; where nothing does, what passes in one that keeps something for it."""
    own = [hit for hit in hits if not any(target.code.name in below for target, _ in hit.changes)]
    return own or list(hits)


def chosen(hits: Sequence[Hit]) -> list[Hit]:
    """Return the smallest of what passes, likeliest first; nothing where those disagree on the line.

    Of several that are as small, those after which the code is shortest count.
    """
    small = [hit for hit in hits if not _is_large(hit)]
    least = min((hit.size for hit in small), default=0)
    smallest = [hit for hit in small if hit.size == least]
    if len({hit.lines for hit in smallest}) > 1:
        shortest = min(hit.growth for hit in smallest)
        smallest = [hit for hit in smallest if hit.growth == shortest]
    if len({hit.lines for hit in smallest}) != 1:
        return []
    if all(hit.switches_off for hit in smallest):  # a factor that is left out says more than one of 1
        smallest = [hit for hit in small if hit.lines == smallest[0].lines and not hit.switches_off] or smallest
    return sorted(smallest, key=lambda hit: (hit.size, hit.rank))


def _is_large(hit: Hit) -> bool:
    """Return whether the edits replace more than a third of a function."""
    replaced: dict[Target, int] = {}
    for target, edit in hit.changes:
        before = target.code.content[edit.start : edit.end].decode()
        replaced[target] = replaced.get(target, 0) + extent(edit, before)
    bodies = {target: sum(len(target.code.text(part)) for part in target.code.body) for target in replaced}
    return any(size > MOST_OF_FUNCTION * bodies[target] and size > 40 for target, size in replaced.items())


def _mending_most(hits: Sequence[Hit], cases: Sequence[Case], patches: Sequence[Change], trials: Trials) -> list[Hit]:
    """Return those of the smallest edits that pass after which most cases of dependent questions pass too."""
    least = min(hit.size for hit in hits)
    smallest = [hit for hit in hits if hit.size == least]
    groups = [exchanges([*patches, *hit.changes]) for hit in smallest]
    passed = [0] * len(smallest)
    for case in cases:
        for place, seen in enumerate(trials.observe(case, groups)):
            passed[place] += len(case.score(seen).right)
    return [hit for hit, number in zip(smallest, passed, strict=True) if number == max(passed)]


def _proved(wrong: WrongFunction, hits: Sequence[Hit], prove: Prove, trials: Trials) -> Found:
    for hit in chosen(hits)[:MOST_PROOFS]:
        trials.pause()
        proof = prove([*wrong.patches, *hit.changes])
        if proof is not None:
            return Found(
                repair=repair_by(wrong, hit.changes, proof, trials.tried), changes=hit.changes, tried=trials.tried
            )
    return Found(repair=None, tried=trials.tried)


def repair_by(wrong: WrongFunction, changes: Sequence[Change], proof: RepairProof, tried: int) -> Repair:
    """Return the repair that edits make.

    Args:
        wrong: the function.
        changes: the edits.
        proof: what it passed.
        tried: number of edits that were tried.
    """
    told = []
    for target, edit in changes:
        facts = {name: fact for name, fact in edit.facts.items() if name not in ("old", "new")}
        told.append(
            RepairedPlace(
                kind=edit.kind,
                function=target.code.name,
                path=target.path or str(wrong.submission.notebook),
                cell=target.cell,
                line=edit.line,
                old=edit.facts["old"],
                new=edit.facts["new"],
                facts=facts,
            )
        )
    changed = [difference(old, new, target.path or target.place) for target, old, new in texts(changes)]
    return Repair(
        function=wrong.function,
        questions=tuple(question.id for question in wrong.questions),
        places=tuple(sorted(told, key=lambda place: (place.path, place.line))),
        difference="\n".join(changed),
        tried=tried,
        proof=proof,
        staff_only=any(edit.switches_off for _, edit in changes),
        beside_names=wrong.beside_names,
    )
