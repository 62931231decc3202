"""What attacks are aimed at: harmless things outside of the sandbox that show whether they were reached."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.attacks.attack import THROUGH

ROOT = Path(__file__).parents[2]
CALLS = """
bpf perf_event_open userfaultfd keyctl add_key io_uring_setup kcmp pidfd_getfd process_vm_readv ptrace pivot_root
chroot setns unshare mount umount2 fsopen open_tree move_mount mount_setattr memfd_create memfd_secret clone clone3
init_module finit_module delete_module kexec_load reboot swapon swapoff syslog quotactl acct settimeofday
clock_settime sethostname setdomainname open_by_handle_at name_to_handle_at ioperm vhangup fanotify_init
sched_setattr ioprio_set migrate_pages rt_sigqueueinfo shmget shmat shmctl msgget msgsnd msgctl semget semctl
mq_open mq_unlink process_madvise socket inotify_add_watch inotify_init1
""".split()
VICTIM = """
import ctypes, sys, time
ctypes.CDLL(None).prctl(0x59616d61, ctypes.c_ulong(-1), 0, 0, 0)
print(flush=True)
time.sleep(3600)
"""
"""A process that lets itself be traced, where the system asks for that (Yama)."""


class Canaries:
    """A folder, a process and listeners; each is as it was unless an attack got at it."""

    def __init__(self) -> None:
        self.mark = f"canary-{secrets.token_hex(4)}"
        self.folder = Path(tempfile.mkdtemp(prefix="canaries-")).resolve()
        self.folder.chmod(0o755)
        self._lay_out()
        self.victim = self._started()
        self.listeners = dict(self._listening())

    def _lay_out(self) -> None:
        (self.folder / "results").mkdir()
        (self.folder / "scratch").mkdir()
        (self.folder / "scratch").chmod(0o777)
        for name in ("secret.txt", "results/results.csv", "scratch/theirs.txt", f"{self.mark}.toml"):
            path = self.folder / name
            path.write_text(THROUGH)
            path.chmod(0o666)
        self._was = self._now()

    def _now(self) -> dict[str, tuple[object, ...]]:
        found = {}
        for path in sorted(self.folder.rglob("*")):
            state = path.lstat()
            whole = path.is_file() and not path.is_symlink()
            content = b"" if not whole else path.read_bytes() if os.access(path, os.R_OK) else b"closed to us"
            if not path.is_socket():
                found[str(path)] = (content, state.st_mode, state.st_uid, state.st_mtime_ns * bool(content))
        return found

    def _started(self) -> subprocess.Popen[str]:
        found = subprocess.Popen(
            [sys.executable, "-S", "-c", VICTIM, self.mark],
            env={**os.environ, "CANARY": THROUGH},
            stdout=subprocess.PIPE,
            text=True,
        )
        found.stdout.readline()
        return found

    def _listening(self):
        for name, family, kind, address in (
            ("tcp", socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0)),
            ("udp", socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0)),
            ("stream", socket.AF_UNIX, socket.SOCK_STREAM, f"{self.folder}/stream"),
            ("datagram", socket.AF_UNIX, socket.SOCK_DGRAM, f"{self.folder}/datagram"),
            ("abstract", socket.AF_UNIX, socket.SOCK_STREAM, f"\0{self.mark}"),
            ("abstract_datagram", socket.AF_UNIX, socket.SOCK_DGRAM, f"\0{self.mark}-datagram"),
        ):
            listener = socket.socket(family, kind)
            listener.bind(address)
            listener.setblocking(False)
            if kind == socket.SOCK_STREAM:
                listener.listen(64)
            if isinstance(address, str) and address[0] == "/":
                os.chmod(address, 0o777)  # noqa: S103 - so that walls alone are in the way
            yield name, listener

    def names(self) -> dict[str, object]:
        """What a submission is told, so that it need not search."""
        port = {name: self.listeners[name].getsockname()[1] for name in ("tcp", "udp")}
        return {
            "MARK": self.mark,
            "FOLDER": str(self.folder),
            "SECRET": str(self.folder / "secret.txt"),
            "RESULTS": str(self.folder / "results/results.csv"),
            "SCRATCH": str(self.folder / "scratch"),
            "THEIRS": str(self.folder / "scratch/theirs.txt"),
            "COURSE": str(ROOT),
            "VICTIM": self.victim.pid,
            "GRADER": os.getpid(),
            "NOBODY": 2_000_000_000,
            "TCP": port["tcp"],
            "UDP": port["udp"],
            "CALLS": _numbers(),
        }

    def harm(self) -> list[str]:
        """What was reached since the last look; all of it is mended again."""
        found = [name for name, listener in self.listeners.items() if _heard(listener)]
        if self.victim.poll() is not None or self._touched():
            found.append("victim")
            self._end()
            self.victim = self._started()
        if self._now() != self._was:
            found.append("files")
            for path in self.folder.iterdir():
                if not path.is_socket():
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
            self._lay_out()
        return found

    def _touched(self) -> bool:
        pid = self.victim.pid
        limits = Path(f"/proc/{pid}/limits").read_text() == Path("/proc/self/limits").read_text()
        same = os.sched_getaffinity(pid) == os.sched_getaffinity(0)
        return not (limits and same and os.getpriority(os.PRIO_PROCESS, pid) == os.getpriority(os.PRIO_PROCESS, 0))

    def _end(self) -> None:
        self.victim.kill()
        self.victim.wait()
        self.victim.stdout.close()

    def close(self) -> None:
        """Remove all of it."""
        for listener in self.listeners.values():
            listener.close()
        self._end()
        shutil.rmtree(self.folder)


def _numbers() -> dict[str, int]:
    """This processor's numbers of system calls."""
    try:
        from pyseccomp import resolve_syscall, system_arch
    except (ImportError, OSError, RuntimeError):
        return {}
    return {name: resolve_syscall(system_arch(), name) for name in CALLS}


def _heard(listener: socket.socket) -> bool:
    heard = False
    while True:
        try:
            if listener.type == socket.SOCK_STREAM:
                listener.accept()[0].close()
            else:
                listener.recv(100)
            heard = True
        except BlockingIOError:
            return heard
