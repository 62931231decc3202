"""What all pages share: the class as it is now, and the one place where people's decisions are recorded."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from grader.errors import CallerError, GraderError
from grader.gradebook.decisions import add_decisions
from grader.grading.lock import is_locked
from grader.model.decision import Decision
from grader.report.refusal import reworded

from .class_state import ClassState, Place, version_of
from .evidence import Evidence
from .mistakes import Proposals
from .passwords import read_passwords
from .publishing import Preview
from .rubric_now import refuse_changed_rubric
from .settings import ReviewSettings
from .state_reader import StateReader
from .writer import PAUSE, Writer


class Review:
    """Serves one class. Pages run one after the other, so that none sees half of what another does."""

    def __init__(self, settings: ReviewSettings) -> None:
        self.settings = settings
        self._reader = StateReader(settings.folder)
        self.evidence = Evidence(settings.folder)
        self.writer = Writer(settings.folder)
        self.proposals = Proposals(settings.folder)
        self.preview: Preview | None = None
        """What judging again would change, as somebody had it computed last."""
        self.published: dict[str, Any] | None = None
        """What the last export told."""

    @property
    def folder(self) -> Path:
        """Return the class's results."""
        return self.settings.folder

    def proofs(self) -> Mapping[str, str]:
        """Return by the name of each marker what a cookie has to prove.

        Raises:
            CallerError: the file of passwords cannot be read.
        """
        path = self.settings.passwords
        return dict.fromkeys(self.settings.markers, "") if path is None else read_passwords(path)

    def state(self) -> ClassState:
        """Return the class as it is now."""
        return self._reader.now()

    def record(self, decisions: Sequence[Decision], versions: Mapping[Place, str]) -> None:
        """Record decisions; they are on the disk when this returns, and in the reports soon.

        What is decided already, by the same person in the same words, is not recorded again: a form was sent twice.

        Args:
            decisions: the decisions.
            versions: by the place of each, the version that the person saw who decides.

        Raises:
            CallerError: points are out of range, a hand-in or criterion is not there any more, the rubric has
                changed, or somebody else decided since; then none of the decisions is recorded.
            OutputError: they cannot be written.
        """
        state = self.state()
        refuse_changed_rubric(state)
        for decision in decisions:
            refuse_out_of_range(state, decision)

        def new(known: tuple[Decision, ...]) -> list[Decision]:
            return new_decisions(state, known, decisions, versions)

        add_decisions(self.folder, new)

    async def keep_up(self) -> None:
        """Bring decisions into the reports, and read what commands wrote, until this is cancelled."""
        while True:
            await asyncio.sleep(PAUSE)
            await self._reader.read_ahead()
            await self.evidence.rest()
            try:
                state = self.state()
            except GraderError:  # the next page says what is wrong
                continue
            if self.writer.is_due(state, time.monotonic()) and not self.is_busy():
                await self.writer.write(state.about.rubric)

    async def close(self) -> None:
        """Write what is not written yet, as far as it can be, and end what was started."""
        await self.evidence.close()
        await self.proposals.close()
        with suppress(GraderError):
            state = self.state()
            if state.is_behind and not self.is_busy():
                await self.writer.write(state.about.rubric)

    def is_busy(self) -> bool:
        """Return whether another command writes to the results at this moment."""
        return is_locked(self.folder)

    def trouble(self, state: ClassState, language: str) -> str:
        """Return what keeps marks from being given or written, in words; empty where nothing does."""
        try:
            refuse_changed_rubric(state)
        except GraderError as error:
            return reworded(error, language).reason
        return self.writer.trouble


def new_decisions(
    state: ClassState, known: tuple[Decision, ...], decisions: Sequence[Decision], versions: Mapping[Place, str]
) -> list[Decision]:
    """Return those decisions that are not recorded yet.

    Args:
        state: the class as the page knows it.
        known: all decisions that are on disk.
        decisions: the decisions that a form brought.
        versions: by the place of each, the version that its page showed.

    Raises:
        CallerError: somebody else decided since that version.
    """
    history: dict[Place, tuple[Decision, ...]] = {}
    for one in known:
        place = (one.submission, *one.place)
        history[place] = (*history.get(place, ()), one)
    found = []
    for decision in decisions:
        place = (decision.submission, *decision.place)
        before = history.get(place, ())
        if before and _is_same(before[-1], decision):
            continue
        if versions.get(place) != version_of(before, state.rows[decision.submission].sha256):
            raise _stale(before, decision)
        found.append(decision)
    return found


def refuse_out_of_range(state: ClassState, decision: Decision) -> None:
    """Refuse a decision about what is not there, or with points that cannot be given.

    Raises:
        CallerError: it is one.
    """
    most = state.criterion((decision.submission, *decision.place)).max_score
    if decision.points is not None and not 0 <= decision.points <= most:
        where = f"{decision.question}.{decision.criterion}"
        raise CallerError("points_out_of_range", where=where, points=f"{decision.points:g}", most=f"{most:g}")


def _is_same(one: Decision, other: Decision) -> bool:
    told = [(each.points, each.comment, each.who, each.answer) for each in (one, other)]
    return told[0] == told[1]


def _stale(before: Sequence[Decision], decision: Decision) -> CallerError:
    where = f"{decision.question}.{decision.criterion}"
    if not before:
        return CallerError("review_handed_in_anew", where=where)
    last = before[-1]
    points = "-" if last.points is None else f"{last.points:g}"
    return CallerError(
        "review_stale", where=where, who=last.who, when=last.when, points=points, comment=last.comment or "-"
    )
