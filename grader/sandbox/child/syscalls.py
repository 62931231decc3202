"""Builds the seccomp filter, by which system calls that no notebook needs fail with `Operation not permitted`."""

from __future__ import annotations

import errno
from typing import Any

DENIED = (
    *("socket", "connect", "bind", "listen", "accept", "accept4"),  # `socketpair` stays: asyncio needs it
    *("ptrace", "process_vm_readv", "process_vm_writev", "kcmp", "pidfd_getfd", "unshare", "setns"),
    *("mount", "umount2", "pivot_root", "chroot", "move_mount", "open_tree", "fsopen", "fsmount", "mount_setattr"),
    *("bpf", "perf_event_open", "userfaultfd", "keyctl", "add_key", "request_key"),
    *("io_uring_setup", "io_uring_enter", "io_uring_register", "kexec_load", "init_module", "finit_module"),
    *("delete_module", "reboot", "swapon", "swapoff", "syslog", "quotactl", "open_by_handle_at"),
    *("memfd_create", "memfd_secret"),  # files in memory that no process's size shows
    *("name_to_handle_at", "acct", "settimeofday", "clock_settime", "sethostname", "setdomainname"),
    *("shmget", "shmat", "shmctl", "semget", "semop", "semtimedop", "semctl", "msgget", "msgsnd", "msgrcv", "msgctl"),
    *("mq_open", "mq_unlink"),  # as those above: what they make outlives its maker, and no process's size shows it
    "setpriority",  # one's own too: where the system lets one raise it, a submission came before the grader
)
"""System calls that are denied."""
UNSEEN = (
    *("chmod", "fchmod", "fchmodat", "fchmodat2", "chown", "fchown", "lchown", "fchownat"),
    *("setxattr", "lsetxattr", "fsetxattr", "removexattr", "lremovexattr", "fremovexattr"),
    *("utime", "utimes", "futimesat", "utimensat"),
    *("inotify_init", "inotify_init1", "inotify_add_watch", "fanotify_init", "fanotify_mark"),
)
"""System calls denied besides where files of others can be reached, since Landlock does not prevent changes of a file's
owner, mode and times, or watching it."""
OF_OTHERS = {
    **dict.fromkeys(("prlimit64", "sched_setaffinity", "sched_setscheduler", "sched_setparam", "sched_setattr"), (0,)),
    **dict.fromkeys(("migrate_pages", "move_pages"), (0,)),
    "ioprio_set": (1, 0),
}
"""System calls denied unless they begin with these arguments, by which a process names itself, since neither Landlock
nor dropped capabilities keep a process from changing the limits and priorities of the user's other processes."""
_WITHOUT_A_PEER = (2, 3)
"""Kinds of sockets, datagram and raw, of which one of a pair may still send to any other socket."""
_NEW_NAMESPACES = (0x80, 0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000)


def built_filter(level: str) -> Any:
    """Return a level's filter, ready to be loaded; None where libseccomp or its binding is missing."""
    try:
        import pyseccomp
    except (ImportError, OSError, RuntimeError):
        return None
    rules = pyseccomp.SyscallFilter(defaction=pyseccomp.ALLOW)
    for name in DENIED if level == "full" else DENIED + UNSEEN:
        _deny(rules, pyseccomp.ERRNO(errno.EPERM), name)
    for name, arguments in OF_OTHERS.items():
        for place, meant in enumerate(arguments):
            _deny(rules, pyseccomp.ERRNO(errno.EPERM), name, pyseccomp.Arg(place, pyseccomp.NE, meant))
    for kind in _WITHOUT_A_PEER:
        argument = pyseccomp.Arg(1, pyseccomp.MASKED_EQ, 0xF, kind)
        _deny(rules, pyseccomp.ERRNO(errno.EPERM), "socketpair", argument)
    _deny(rules, pyseccomp.ERRNO(errno.ENOSYS), "clone3")  # so that the C library falls back to clone, seen below
    for flag in _NEW_NAMESPACES:
        argument = pyseccomp.Arg(0, pyseccomp.MASKED_EQ, flag, flag)
        _deny(rules, pyseccomp.ERRNO(errno.EPERM), "clone", argument)
    return rules


def _deny(rules: Any, action: Any, name: str, *arguments: Any) -> None:
    try:
        rules.add_rule(action, name, *arguments)
    except (ValueError, OSError):  # this machine's processor has no such call
        return
