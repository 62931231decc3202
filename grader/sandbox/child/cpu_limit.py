"""Gives a process some CPU seconds more, which the kernel keeps."""

from __future__ import annotations

import math
import resource


def limit_cpu(seconds: int) -> None:
    """Let this process use so many CPU seconds from now on."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = math.ceil(used.ru_utime + used.ru_stime) + seconds
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
