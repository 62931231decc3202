"""Runs the warm process: it imports and builds everything once, then forks for each submission."""

from __future__ import annotations

import gc
import json
import os
import shutil
import socket
import sys
import tempfile
import traceback
from collections.abc import Callable
from typing import Any, NoReturn

import numpy as np

from . import namespaces
from .fonts import give_fonts, take_fonts
from .kernel import WarmKernel
from .notebook import dry_run
from .preload import limit_autoreload, refusal
from .submission_process import RequestLoop
from .syscalls import built_filter
from .threads import ThreadCounter, open_processes
from .walls import adopt_orphans, die_with_parent, end_all_of, end_orphans, put_up_walls

Life = Callable[[], None]


def main(text: str) -> None:
    """Serve forks until the grader closes the control socket.

    The first message says that the process is ready, or which module of the rubric's cannot be imported ahead.

    A request is one JSON message with two descriptors: where the fork reads requests and where it writes replies.
    Two messages answer it: one with two more descriptors, by which the fork's main process and all of it can be
    signalled, and its exit status once it has ended.

    Args:
        text: `control`, the socket's descriptor, `fonts`, that of a file with matplotlib's fonts, and the arguments of
            `preload.refusal`, as JSON.
    """
    told = json.loads(text)
    die_with_parent()
    adopt_orphans()
    control = socket.socket(fileno=told["control"])
    gc.disable()  # until all is imported
    take_fonts(told["fonts"])
    warm, filters = WarmKernel(), {level: built_filter(level) for level in ("full", "limited")}
    give_fonts(told["fonts"])
    dry_run(warm)
    np.linalg.svd(np.eye(3) @ np.eye(3))  # loads what numpy loads late
    refused = refusal(told["preload"], told["readable"], told["visible"])
    if refused is not None:
        control.send(json.dumps({"refused": refused}).encode())
        return
    limit_autoreload()
    gc.collect()
    gc.freeze()
    gc.enable()
    control.send(b'{"ready": true}')
    while True:
        message, fds, _flags, _address = socket.recv_fds(control, 1 << 16, 2)
        if not message:
            return
        task = json.loads(message)
        pid = os.fork()
        if pid == 0:
            _start(control, warm, filters.get(task["level"]), task, *fds)
        for fd in fds:
            os.close(fd)
        if task["level"] != "full":
            _tell_started(control, pid, pid)
        _, status = os.waitpid(pid, 0)
        if task["user"] is not None:
            end_all_of(task["user"])
        end_orphans()
        control.send(json.dumps({"exit": os.waitstatus_to_exitcode(status)}).encode())


def _start(control: socket.socket, warm: WarmKernel, seccomp: Any, task: dict[str, Any], *pipes: int) -> NoReturn:
    """Run a submission in the fork that was just made; never returns."""

    def live() -> None:
        control.close()
        tempfile.tempdir = None
        threads = ThreadCounter(processes)
        put_up_walls(task, seccomp)
        os.chdir(task["folder"])
        RequestLoop(warm, threads, *pipes).serve()

    processes = open_processes()
    if task["level"] != "full":
        _ended_by(live)
    _ended_by(lambda: _behind_namespaces(control, task, live, tuple(one for one in (*pipes, processes) if one >= 0)))


def _behind_namespaces(control: socket.socket, task: dict[str, Any], live: Life, opened: tuple[int, ...]) -> None:
    """Run a submission in a new pid namespace, so that killing the namespace's first process ends all of it."""
    die_with_parent()
    namespaces.leave_all()
    for place in task["writable"]:
        namespaces.mount_memory(place, task["folder_bytes"], task["folder_files"])
    shutil.copytree(task["given"], task["folder"], dirs_exist_ok=True)
    first = os.fork()
    if first:
        _, status = os.waitpid(first, 0)
        os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
    die_with_parent()
    namespaces.mount_processes()
    child = os.fork()
    if child == 0:
        live()
        return
    _tell_started(control, child, os.getpid())
    control.close()
    for descriptor in opened:
        os.close(descriptor)
    while True:
        pid, status = os.wait()
        if pid == child:
            os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


def _tell_started(control: socket.socket, main_process: int, whole: int) -> None:
    handles = [os.pidfd_open(main_process), os.pidfd_open(whole)]
    socket.send_fds(control, [b'{"started": true}'], handles)
    for handle in handles:
        os.close(handle)


def _ended_by(life: Life) -> NoReturn:
    """Run a function and end this process with exit status 0, or 1 if it raised; never returns."""
    status = 1
    try:
        life()
        status = 0
    except BaseException:  # whatever ends the child is seen from outside as its end
        traceback.print_exc(file=sys.stderr)
    finally:
        os._exit(status)
