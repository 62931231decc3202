"""Proposes a question for a function of a solved notebook: a scenario that works, a first mistake, a derivative."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from .derivative import Derivative, derivative_of
from .input_generator import STYLES
from .mutation import Mutant
from .proposed_scenario import NotebookFunctions, ProposedScenario, UndrawableError
from .recording import RecordedCall
from .variant_runs import VariantRuns


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A question that is proposed for one function."""

    name: str
    """The function's name."""
    proposed: ProposedScenario
    """The scenario that measures it."""
    cases: Mapping[str, Mapping[str, int]]
    """For each case the length that each letter has."""
    mistake: Mutant | None
    """A first known mistake; None where none was found."""
    warning: str = ""
    """What the instructor has to know of the function's results; empty for nothing."""
    derivative: Derivative | None = None
    """The derivative that the function returns; None where it does not look like one."""

    @property
    def weaker(self) -> Iterator[Proposal]:
        """Yield the proposal, then without its derivative, without its mistake, and without both.

        A derivative or mistake that turns out wrong is dropped, so that the question itself is not lost.
        """
        yield self
        if self.derivative:
            yield replace(self, derivative=None)
        if self.mistake:
            yield replace(self, mistake=None)
        if self.derivative and self.mistake:
            yield replace(self, mistake=None, derivative=None)


def proposals_of(known: NotebookFunctions, trial: VariantRuns) -> tuple[list[Proposal], dict[str, str]]:
    """Return the proposed questions, and for each function that cannot be asked the reason.

    Args:
        known: the recorded calls and results of the notebook's functions.
        trial: the functions and their variants in the sandbox, to try them on drawn inputs.
    """
    found: dict[str, Proposal] = {}
    left: dict[str, str] = {}
    for name in known.functions:
        call = known.recording.chosen.get(name)
        proposal = _proposed(known, call, trial) if call else known.recording.why_not_called(name)
        if isinstance(proposal, Proposal):
            found[name] = proposal
        else:
            left[name] = proposal
    scenes = {name: proposal.proposed for name, proposal in found.items()}
    made = [replace(proposal, derivative=derivative_of(proposal.proposed, scenes)) for proposal in found.values()]
    return made, left


def _proposed(known: NotebookFunctions, call: RecordedCall, trial: VariantRuns) -> Proposal | str:
    """Return the question on the function of a recorded call, or the reason why it cannot be asked."""
    lacking = known.recording.not_installed(known.statements, call)
    if lacking:
        return f"{', '.join(f'`{name}`' for name in lacking)} is not installed here (`grader env NOTEBOOK` gets it)"
    if not known.returns[call.function].outputs:
        return f"what it returns, {_kind(call)}, cannot be compared"
    why, weak = "", None
    for style in STYLES:
        try:
            proposed = ProposedScenario(known=known, call=call, style=style)
        except UndrawableError as error:
            why = why or f"nothing like its argument `{error}` can be drawn"
            continue
        cases: dict[str, Mapping[str, int]] = {}
        for name, sizes in proposed.cases:
            fault = "" if name in cases else trial.fault(proposed, sizes)
            why = why or fault
            if not fault:
                cases.setdefault(name, sizes)
        if cases:
            mistake, warning = trial.mistake(proposed, cases), trial.warning(proposed, cases)
            made = Proposal(name=call.function, proposed=proposed, cases=cases, mistake=mistake, warning=warning)
            if not warning:
                return made
            weak = weak or made
    return weak or why


def _kind(call: RecordedCall) -> str:
    kind = str(call.result.get("type", call.result["kind"]))
    return {"NoneType": "nothing"}.get(kind, f"a {kind}")
