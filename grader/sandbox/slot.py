"""A slot: a warm process from which each submission gets a fork of its own, in an empty home."""

from __future__ import annotations

import json
import os
import socket
import subprocess
from collections.abc import Mapping
from types import TracebackType

from grader.errors import SandboxError
from grader.model.record import Isolation
from grader.model.rubric import Limits

from . import boot
from .cgroup import memory_group
from .fork import Fork, pid_of
from .levels import LIMITED, OWN_USER, bounds_of, limits_of, places
from .scratch import Scratch, remove
from .user import slot_user
from .watchdog import Watchdog

START_SECONDS = 60.0
"""How long the warm process may take to be ready, and a fork to be made or reaped."""


class Slot:
    """Forks for submissions, one at a time."""

    def __init__(self, isolation: Isolation = LIMITED) -> None:
        """Start the warm process.

        Args:
            isolation: what the self-test proved.
        """
        self.isolation = isolation
        self._held = Scratch()
        self._scratch = self._held.path
        self._user = slot_user() if OWN_USER in isolation.enforced else None
        self._group = memory_group()
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.settimeout(START_SECONDS)
        self._zygote = self._start(theirs)
        theirs.close()
        self._fork: Fork | None = None
        self._told()

    def __enter__(self) -> Slot:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _start(self, control: socket.socket) -> subprocess.Popen[bytes]:
        level = self.isolation.level
        boot.lay_out(self._scratch)
        with (self._scratch / "zygote.log").open("wb") as log:
            return subprocess.Popen(  # noqa: S603 - our own interpreter and text
                boot.command(level, self._scratch, "zygote", str(control.fileno())),
                pass_fds=[control.fileno()],
                env=boot.environment(level, self._scratch),
                cwd=self._scratch / "own",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def fork(self, files: Mapping[str, bytes], limits: Limits) -> Fork:
        """A fresh process in a working folder that holds just these files.

        Args:
            files: path, relative and with `/`, and content of each.
            limits: what the process may use.

        Raises:
            SandboxError: the warm process has gone.
        """
        self.reap()
        self._lay_out(files)
        size = sum(map(len, files.values()))
        user = None if self._user is None else self._user.id
        where = places(self.isolation.level, self._scratch, size, user)
        task = {**where, "level": self.isolation.level, "limits": limits_of(limits)}
        bounds = bounds_of(limits, self.isolation.level, self._scratch, size)
        requests, replies = os.pipe(), os.pipe()
        try:
            socket.send_fds(self._control, [json.dumps(task).encode()], [requests[0], replies[1]])
        except OSError as error:
            raise self._gone() from error
        os.close(requests[0])
        os.close(replies[1])
        main, whole = self._started()
        root = pid_of(whole) if self.isolation.level == "full" else self._zygote.pid
        self._hold(main, whole, bounds.memory_bytes)
        self._fork = Fork(main, whole, requests[1], replies[0], Watchdog(root, bounds, self._group))
        return self._fork

    def reap(self) -> None:
        """End the current fork, if there is one, and wait until the system has let go of it."""
        if self._fork is not None:
            fork, self._fork = self._fork, None
            fork.kill()
            fork.close()
            self._told()

    def close(self) -> None:
        """End the fork and the warm process, and give back all that the slot held."""
        try:
            if self._zygote.poll() is None:
                self.reap()
        finally:
            self._control.close()
            self._zygote.kill()
            self._zygote.wait()
            for held in (self._held, self._user, self._group):
                if held is not None:
                    held.close()

    def _hold(self, main: int, whole: int, memory_bytes: int) -> None:
        """Put a fork into the slot's control group; where that fails, the watchdog alone bounds its memory."""
        if self._group is None:
            return
        try:
            self._group.hold({pid_of(main), pid_of(whole)}, memory_bytes)
        except OSError:
            self._group.close()
            self._group = None

    def _lay_out(self, files: Mapping[str, bytes]) -> None:
        """Empty a submission's folders, and fill the one with what was handed in."""
        full = self.isolation.level == "full"
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

    def _started(self) -> tuple[int, int]:
        """The descriptors of a new fork's processes."""
        try:
            message, handles, _flags, _address = socket.recv_fds(self._control, 1 << 16, 2)
        except OSError as error:
            raise self._gone() from error
        if len(handles) != 2 or "started" not in json.loads(message):
            raise self._gone()
        return handles[0], handles[1]

    def _told(self) -> dict[str, object]:
        try:
            message = self._control.recv(1 << 16)
        except OSError as error:
            raise self._gone() from error
        if not message:
            raise self._gone()
        told: dict[str, object] = json.loads(message)
        return told

    def _gone(self) -> SandboxError:
        log = (self._scratch / "zygote.log").read_text(errors="replace").strip()
        last = log.splitlines()[-1] if log else "it said nothing"
        return SandboxError(
            f"The sandbox's warm process does not answer ({last}).",
            why="Student code runs only in forks of it.",
            mend="Check memory and disk space of this machine, and that `pip check` is content; then grade again.",
        )
