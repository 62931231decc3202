"""Gives each submission a process of its own in an empty home, and ends all its processes afterwards."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from types import TracebackType

from grader.errors import SandboxError
from grader.model.record import Isolation, IsolationLevel
from grader.model.rubric import Limits

from . import boot
from .cgroup import memory_group
from .fork import Fork
from .fresh import FreshStarter
from .levels import LIMITED, OWN_USER, fork_settings, process_limits_of, total_limits_of
from .packages import hidden_paths
from .preloading import packages_with
from .process import StartedProcesses
from .scratch import Scratch, remove
from .supported import refuse_unsupported
from .user import slot_user
from .warm import WarmStarter
from .watchdog import Watchdog


class Slot:
    """A slot, in which submissions run one at a time."""

    def __init__(
        self,
        isolation: Isolation = LIMITED,
        *,
        fresh: bool = sys.platform == "darwin",
        preload: Sequence[str] = (),
        ahead: bool = True,
    ) -> None:
        """Make the slot's folder and user, and start its warm process.

        Args:
            isolation: what the self-test proved.
            fresh: whether each submission's process is started anew, not forked from a warm one; not at `full`.
            preload: modules that are imported before student code runs, as the rubric names them.
            ahead: whether the warm process is started now, and not with the first fork.

        Raises:
            RubricError: one of the modules cannot be imported so.
        """
        refuse_unsupported(sys.platform)
        self.isolation = isolation
        self._held = Scratch()
        self._scratch = self._held.path
        self._user = slot_user() if OWN_USER in isolation.enforced else None
        self._group = memory_group()
        self._fork: Fork | None = None
        self._given: Mapping[str, bytes] | None = None
        self._preload = tuple(preload)
        self._packages = packages_with(preload)
        self._kind: type[FreshStarter | WarmStarter] = FreshStarter if fresh else WarmStarter
        try:
            boot.lay_out(self._scratch)
            self._source = self._warmed() if ahead else None
        except BaseException:
            self._give_back()
            raise

    def __enter__(self) -> Slot:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def fork(
        self,
        files: Mapping[str, bytes],
        limits: Limits,
        preload: Sequence[str] = (),
        packages: tuple[str, ...] = (),
    ) -> Fork:
        """Return a fresh process in a working folder that holds just these files.

        Args:
            files: path, relative and with `/`, and content of each.
            limits: what the process may use.
            preload: modules that are imported in it; where the warm process has others, it is replaced.
            packages: the packages that the rubric allows, by the name that is imported; where the warm process
                cannot show them, it is replaced.

        Raises:
            RubricError: one of the modules cannot be imported so.
            SandboxError: the warm process has ended; the next fork is made from a new one.
        """
        self.reap()
        packages = packages_with(preload, packages)
        shown = hidden_paths(packages) == hidden_paths(self._packages) or self.isolation.level != IsolationLevel.FULL
        source = self._source
        if source is None or not source.lives or tuple(preload) != self._preload or not shown:
            self._preload, self._packages = tuple(preload), packages
            if source is not None:
                source.close()
            self._source = source = self._warmed()
        self._lay_out(files)
        size = sum(map(len, files.values()))
        user = None if self._user is None else self._user.id
        where = fork_settings(self.isolation.level, self._scratch, limits, size, user, packages)
        task = {**where, "level": self.isolation.level, "limits": process_limits_of(limits)}
        bounds = total_limits_of(limits, self.isolation.level, self._scratch, size)
        requests, replies = os.pipe(), os.pipe()
        try:
            started = source.start(task, requests[0], replies[1])
        except BaseException:
            os.close(requests[1])
            os.close(replies[0])
            raise
        finally:
            os.close(requests[0])
            os.close(replies[1])
        self._hold(started, bounds.memory_bytes)
        self._fork = Fork(started, requests[1], replies[0], Watchdog(started.root, bounds, self._group))
        return self._fork

    def reap(self) -> int:
        """End the current fork, if there is one, and wait until all its processes have ended.

        Returns:
            The fork's exit status, negative for a signal; 0 where it is not known.
        """
        if self._fork is None:
            return 0
        fork, self._fork = self._fork, None
        fork.kill()
        fork.close()
        return self._source.reaped() if self._source is not None and self._source.lives else 0

    def close(self) -> None:
        """End the fork and the warm process, and release the slot's folder, user and control group."""
        try:
            self.reap()
        finally:
            if self._source is not None:
                self._source.close()
            self._give_back()

    def _warmed(self) -> FreshStarter | WarmStarter:
        """Start a warm process; one that is not ready in time, as on a busy machine, is started once more."""
        try:
            return self._kind(self.isolation.level, self._scratch, self._preload, self._packages)
        except SandboxError:
            return self._kind(self.isolation.level, self._scratch, self._preload, self._packages)

    def _give_back(self) -> None:
        for held in (self._held, self._user, self._group):
            if held is not None:
                held.close()

    def _hold(self, started: StartedProcesses, memory_bytes: int) -> None:
        """Move a fork into the slot's control group; where that fails, only the watchdog bounds its memory."""
        if self._group is None:
            return
        try:
            self._group.hold({started.main.pid, started.whole.pid}, memory_bytes)
        except OSError:
            self._group.close()
            self._group = None

    def _lay_out(self, files: Mapping[str, bytes]) -> None:
        """Empty the submission's folders and write the files that were handed in.

        At `full` nothing can change them there, so for another fork of the same submission they stay.
        """
        full = self.isolation.level == IsolationLevel.FULL
        if full and files is self._given:
            return
        self._given = None
        folder, home = self._scratch / ("given" if full else "work"), self._scratch / "home"
        for place in folder.iterdir() if full else (folder, home):  # at `full` the folder is bound, and ours alone
            remove(place) if place.is_dir() else place.unlink()
        for place in (folder, home):
            place.mkdir(exist_ok=True)
        for path, content in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        if self._user is not None:
            for place in (folder, *folder.rglob("*"), home):
                os.chown(place, self._user.id, self._user.id, follow_symlinks=False)
        self._given = files
