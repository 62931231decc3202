"""The warm process: everything is imported and built once, then each submission gets a fork of it."""

from __future__ import annotations

import gc
import json
import os
import socket
import sys
import traceback

import nbformat
import numpy as np
from nbformat.v4 import new_code_cell, new_notebook

from .child import Child
from .kernel import WarmKernel
from .walls import die_with_parent, shut_in


def main(control_fd: int) -> None:
    """Serve forks until the grader closes the control socket.

    A request is one JSON message with two descriptors: where the fork reads requests and where it writes replies.
    Two messages answer it: the fork's pid, and its exit status once it has ended.
    """
    die_with_parent()
    control = socket.socket(fileno=control_fd)
    warm = WarmKernel()
    nbformat.validate(new_notebook(cells=[new_code_cell("1")]))  # compiles the schema, once
    np.linalg.svd(np.eye(3) @ np.eye(3))  # loads what numpy loads late
    gc.collect()
    gc.freeze()
    control.send(b'{"ready": true}')
    while True:
        message, fds, _flags, _address = socket.recv_fds(control, 1 << 16, 2)
        if not message:
            return
        pid = os.fork()
        if pid == 0:
            _live(control, warm, json.loads(message), *fds)
        for fd in fds:
            os.close(fd)
        control.send(json.dumps({"pid": pid}).encode())
        _, status = os.waitpid(pid, 0)
        control.send(json.dumps({"exit": os.waitstatus_to_exitcode(status)}).encode())


def _live(control: socket.socket, warm: WarmKernel, task: dict[str, object], requests: int, replies: int) -> None:
    """The fork's whole life; never returns."""
    status = 1
    try:
        control.close()
        shut_in(task["limits"])  # type: ignore[arg-type]
        os.chdir(str(task["folder"]))
        Child(warm, requests, replies).serve()
        status = 0
    except BaseException:  # whatever ends the child is seen from outside as its end
        traceback.print_exc(file=sys.stderr)
    finally:
        os._exit(status)
