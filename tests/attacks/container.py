"""Runs a program with the rights and the system calls that Docker leaves root by default.

Source: moby, profiles/seccomp/default.json and daemon/pkg/oci/caps/defaults.go; what it allows only with
capabilities that it does not give is denied here.
"""

import ctypes
import errno
import os
import sys

KEPT = (0, 1, 3, 4, 5, 6, 7, 8, 10, 13, 18, 27, 29, 31)
"""Capabilities that Docker leaves, by their numbers."""
DENIED = (
    *("unshare", "mount", "umount2", "setns", "pivot_root", "move_mount", "open_tree", "fsopen", "fsmount"),
    *("mount_setattr", "keyctl", "add_key", "request_key", "bpf", "perf_event_open", "userfaultfd", "kexec_load"),
    *("init_module", "finit_module", "delete_module", "open_by_handle_at", "acct", "swapon", "swapoff", "reboot"),
    *("settimeofday", "clock_settime", "sethostname", "setdomainname", "syslog", "quotactl"),
    *("process_vm_readv", "process_vm_writev", "kcmp"),
)
NAMESPACES = (0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000)


def shut_in() -> None:
    """Give up what a container does not have; for root."""
    import pyseccomp

    libc = ctypes.CDLL(None, use_errno=True)
    for capability in set(range(41)) - set(KEPT):
        libc.prctl(24, capability, 0, 0, 0)
    low = sum(1 << capability for capability in KEPT)
    if libc.syscall(126, (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)(low, low, 0, 0, 0, 0)) < 0:
        raise OSError(ctypes.get_errno(), "capset")
    rules = pyseccomp.SyscallFilter(defaction=pyseccomp.ALLOW)
    for name in DENIED:
        rules.add_rule(pyseccomp.ERRNO(errno.EPERM), name)
    rules.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "clone3")
    for flag in NAMESPACES:
        rules.add_rule(pyseccomp.ERRNO(errno.EPERM), "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, flag, flag))
    rules.load()


if __name__ == "__main__":
    shut_in()
    os.execv(sys.argv[1], sys.argv[1:])  # noqa: S606 - what the test asks for
