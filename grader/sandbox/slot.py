"""A slot: a warm process from which each submission gets a fork of its own, in an empty home."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

import grader.inside
from grader.errors import SandboxError
from grader.model.record import Isolation
from grader.model.rubric import Limits

from . import bubblewrap
from .fork import Fork
from .levels import LIMITED, limits_of, places

START_SECONDS = 60.0
"""How long the warm process may take to be ready, and a fork to be made or reaped."""
_BOOT = "import sys; sys.path.insert(0, sys.argv[1]); from inside.zygote import main; main(int(sys.argv[2]))"
_KEPT = ("PATH", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "LD_LIBRARY_PATH")
"""What the student's environment keeps of ours: where programs and libraries are, nothing else."""


class Slot:
    """Forks for submissions, one at a time."""

    def __init__(self, isolation: Isolation = LIMITED) -> None:
        """Start the warm process.

        Args:
            isolation: what the self-test proved.
        """
        self.isolation = isolation
        self._scratch = Path(tempfile.mkdtemp(prefix="slot-"))
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
        library, home, given = (self._scratch / name for name in ("lib", "home", "given"))
        home.mkdir()
        given.mkdir()
        source = Path(grader.inside.__file__).parent
        shutil.copytree(source, library / "inside", ignore=shutil.ignore_patterns("__pycache__"))
        full = self.isolation.level == "full"
        inner = [
            sys.executable,
            "-s",
            "-P",
            "-B",
            "-c",
            _BOOT,
            bubblewrap.LIBRARY if full else str(library),
            str(control.fileno()),
        ]
        environment = _environment(Path(bubblewrap.HOME) if full else home)
        command = bubblewrap.command(inner, library, given, environment) if full else inner
        with (self._scratch / "zygote.log").open("wb") as log:
            return subprocess.Popen(  # noqa: S603 - our own interpreter and text
                command,
                pass_fds=[control.fileno()],
                env=environment,
                cwd=home,
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
        requests, replies = os.pipe(), os.pipe()
        where = places(self.isolation.level, self._scratch, sum(map(len, files.values())))
        task = json.dumps({**where, "level": self.isolation.level, "limits": limits_of(limits)}).encode()
        try:
            socket.send_fds(self._control, [task], [requests[0], replies[1]])
        except OSError as error:
            raise self._gone() from error
        os.close(requests[0])
        os.close(replies[1])
        self._fork = Fork(*self._started(), requests[1], replies[0])
        return self._fork

    def reap(self) -> None:
        """End the current fork, if there is one, and wait until the system has let go of it."""
        if self._fork is not None:
            fork, self._fork = self._fork, None
            fork.kill()
            fork.close()
            self._told()

    def close(self) -> None:
        """End the fork and the warm process, and remove the scratch folder."""
        try:
            if self._zygote.poll() is None:
                self.reap()
        finally:
            self._control.close()
            self._zygote.kill()
            self._zygote.wait()
            shutil.rmtree(self._scratch, ignore_errors=True)

    def _lay_out(self, files: Mapping[str, bytes]) -> None:
        folder = self._scratch / ("given" if self.isolation.level == "full" else "work")
        folder.mkdir(exist_ok=True)
        for entry in folder.iterdir():  # the folder itself stays: it is bound
            shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
        for path, content in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)

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


def _environment(home: Path) -> dict[str, str]:
    own = {
        "HOME": str(home),
        "IPYTHONDIR": str(home / ".ipython"),
        "LANG": "C.UTF-8",
        "MPLBACKEND": "agg",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "TMPDIR": str(home),
    }
    return {name: os.environ[name] for name in _KEPT if name in os.environ} | own
