"""Runs an IPython kernel inside this process for nbclient, without sockets or threads, ready before the fork.

Only public classes of ipykernel.inprocess are extended; its tests hold what we rely on.
"""

from __future__ import annotations

import io
import os
import random
import threading
import types
from typing import Any
from zlib import crc32

import numpy as np
from ipykernel.compiler import get_tmp_directory
from ipykernel.inprocess.blocking import BlockingInProcessKernelClient
from ipykernel.inprocess.ipkernel import InProcessKernel
from ipykernel.inprocess.manager import InProcessKernelManager
from traitlets import Any as AnyTrait
from traitlets import default
from traitlets.config import Config

from .in_process_messages import InProcessSession, MessageQueue
from .preload import preload, skip_debugger
from .shell import Shell

MAX_STREAM = 1 << 20
"""Most characters that one cell's stdout or stderr keeps; the rest is dropped."""


class _Wire:
    """Takes the place of the iopub socket and gives each message to the client at once."""

    def __init__(self, kernel: Any) -> None:
        self.kernel = kernel

    def send_multipart(self, parts: Any, **_: Any) -> None:
        _identities, rest = self.kernel.session.feed_identities(parts)
        message = self.kernel.session.deserialize(rest)
        for client in self.kernel.frontends:
            client.iopub_channel.call_handlers(message)

    def __getattr__(self, name: str) -> Any:
        return lambda *args, **kwargs: None


class _Stream(io.TextIOBase):
    """A cell's stdout or stderr, collected up to a bound and sent when the cell ends."""

    def __init__(self, kernel: Any, name: str) -> None:
        self.kernel = kernel
        self.stream = name
        self.parts: list[str] = []
        self.length = 0

    def write(self, text: str) -> int:
        room = MAX_STREAM - self.length
        if room > 0:
            self.parts.append(text[:room])
            self.length += min(len(text), room)
        return len(text)

    def flush(self) -> None:
        if self.parts:
            text, self.parts = "".join(self.parts), []
            content = {"name": self.stream, "text": text}
            kernel = self.kernel
            kernel.session.send(kernel.iopub_socket, "stream", content, parent=kernel.get_parent())

    def start_cell(self) -> None:
        self.length = 0


class Kernel(InProcessKernel):
    """The in-process kernel without its iopub thread and zmq context."""

    iopub_thread = AnyTrait()
    iopub_socket = AnyTrait()
    shell_stream = AnyTrait()

    @default("shell_class")
    def _our_shell(self) -> type[Shell]:
        return Shell

    @default("shell_stream")
    def _queue(self) -> MessageQueue:
        return MessageQueue()

    @default("iopub_thread")
    def _no_thread(self) -> None:
        return None

    @default("iopub_socket")
    def _direct(self) -> _Wire:
        return _Wire(self)

    @default("stdout")
    def _gathered_stdout(self) -> _Stream:
        return _Stream(self, "stdout")

    @default("stderr")
    def _gathered_stderr(self) -> _Stream:
        return _Stream(self, "stderr")

    async def do_execute(self, *args: Any, **kwargs: Any) -> Any:
        """Run one cell; ipykernel looks for this attribute to run cells with `await` on the main thread."""
        self.shell_channel_thread = types.SimpleNamespace(parent_thread=threading.main_thread())
        if isinstance(self.shell, Shell):
            self.shell.begin_cell()
        try:
            return await super().do_execute(*args, **kwargs)
        finally:
            self.shell_channel_thread = None


class Manager(InProcessKernelManager):
    """A kernel manager that starts `Kernel`."""

    def start_kernel(self, **_: Any) -> None:
        """Build the kernel in this process."""
        self.kernel = Kernel(parent=self, session=self.session)


class Client(BlockingInProcessKernelClient):
    """Runs a request as a coroutine in nbclient's own loop; the stock client starts a loop in another thread."""

    kernel: Any

    async def execute(  # type: ignore[override]
        self, code: str, silent: bool = False, store_history: bool = True, **_: Any
    ) -> Any:
        """Send one execute request, run it, queue its reply, and return the message id."""
        content = {
            "code": code,
            "silent": silent,
            "store_history": store_history,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": True,
        }
        message = self.session.msg("execute_request", content)
        stream = self.kernel.shell_stream
        self.session.send(stream, message)
        await self.kernel.dispatch_shell(stream.recv_multipart())
        _identities, reply = self.session.recv(stream, copy=False)
        self.shell_channel.call_handlers_later(reply)
        return message["header"]["msg_id"]


def _code_name(raw_code: str, _code: str, _number: int) -> str:
    """Return a cell's file name, with a sum of its source as ipykernel's, which sums letter by letter in Python."""
    return f"{get_tmp_directory()}{os.sep}{crc32(raw_code.encode(errors='surrogatepass'))}.py"


def _started_manager() -> Any:
    config = Config()
    config.HistoryManager.enabled = False
    config.Kernel._execute_sleep = 0.0  # for sockets; here each message is delivered at once
    config.InteractiveShell.xmode = "Minimal"  # of an error only type and text are kept; a traceback costs 25 ms
    manager = Manager(config=config, session=InProcessSession())
    manager.start_kernel()
    return manager


class WarmKernel:
    """A kernel with its client, built once and forked many times."""

    def __init__(self) -> None:
        skip_debugger()
        self.manager = _started_manager()
        self.kernel = self.manager.kernel
        self.kernel.shell.compile.get_code_name = _code_name
        self.client: Any = Client(kernel=self.kernel, session=self.manager.session, parent=self.manager)
        self.client.start_channels()
        self.kernel.shell.events.register("pre_run_cell", self._start_cell)
        self.kernel.shell.events.register("post_execute", self._flush)
        preload()

    @property
    def namespace(self) -> dict[str, Any]:
        """Return the notebook's variables."""
        names: dict[str, Any] = self.kernel.shell.user_ns
        return names

    def file_of(self, source: str) -> str:
        """Return the file name under which a cell's source is compiled."""
        name: str = self.kernel.shell.compile.get_code_name(source, source, 0)
        return name

    def after_fork(self) -> None:
        """Make the sessions usable in a child process, and seed the global random generators.

        A session refuses to send from another process than its own.
        """
        for session in (self.manager.session, self.client.session, self.kernel.session):
            session.pid = os.getpid()
        random.seed(0)
        np.random.seed(0)  # noqa: NPY002 - the legacy generator is what student code draws from

    def _start_cell(self, _info: Any) -> None:
        self.kernel.stdout.start_cell()
        self.kernel.stderr.start_cell()

    def _flush(self) -> None:
        self.kernel.stdout.flush()
        self.kernel.stderr.flush()
