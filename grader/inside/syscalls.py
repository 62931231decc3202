"""Seccomp: system calls that no notebook needs fail with `Operation not permitted`."""

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
)
"""Calls that are denied."""
OUTLIVING = (
    *("shmget", "shmat", "shmctl", "semget", "semop", "semtimedop", "semctl", "msgget", "msgsnd", "msgrcv", "msgctl"),
    *("mq_open", "mq_unlink"),
)
"""Denied too where there is no namespace of their own: what they make outlives its maker."""
OWNERSHIP = (
    *("chmod", "fchmod", "fchmodat", "fchmodat2", "chown", "fchown", "lchown", "fchownat"),
    *("setxattr", "lsetxattr", "fsetxattr", "removexattr", "lremovexattr", "fremovexattr"),
)
"""Denied too where the file system is not read-only: Landlock does not see them."""
_NEW_NAMESPACES = (0x80, 0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000)


def built_filter(level: str) -> Any:
    """A level's filter, ready to be loaded; None where libseccomp or its binding is missing."""
    try:
        import pyseccomp
    except (ImportError, OSError, RuntimeError):
        return None
    rules = pyseccomp.SyscallFilter(defaction=pyseccomp.ALLOW)
    for name in DENIED if level == "full" else DENIED + OUTLIVING + OWNERSHIP:
        _deny(rules, pyseccomp.ERRNO(errno.EPERM), name)
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
