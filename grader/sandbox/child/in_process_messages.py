"""Passes messages between a kernel and a client in one process as Python objects, neither signed nor encoded."""

from __future__ import annotations

from collections import deque
from typing import Any

from jupyter_client.session import DELIM, Session


class InProcessSession(Session):
    """A Jupyter session whose messages stay dictionaries."""

    def send(
        self,
        stream: Any,
        msg_or_type: Any,
        content: Any = None,
        parent: Any = None,
        ident: Any = None,
        buffers: Any = None,
        track: bool = False,
        header: Any = None,
        metadata: Any = None,
    ) -> Any:
        """Put a message on a stream; where only its type is given, the message is made first."""
        message = msg_or_type
        if not isinstance(msg_or_type, dict):
            message = self.msg(msg_or_type, content=content, parent=parent, header=header, metadata=metadata)
        message["buffers"] = buffers or message.get("buffers", [])
        stream.send_multipart([DELIM, message])
        return message

    def feed_identities(self, msg_list: Any, copy: bool = True) -> Any:
        """Return no identities, and the parts unchanged."""
        return [], msg_list

    def deserialize(self, msg_list: Any, content: bool = True, copy: bool = True) -> Any:
        """Return the message among the parts."""
        return msg_list[-1]

    def recv(self, socket: Any, mode: int = 0, content: bool = True, copy: bool = True) -> Any:
        """Return no identities, and the next message."""
        return [], self.deserialize(socket.recv_multipart())


class MessageQueue:
    """A queue that takes the place of a socket; messages are received in the order in which they were sent."""

    def __init__(self) -> None:
        self._waiting: deque[Any] = deque()

    def send_multipart(self, parts: Any, **_: Any) -> None:
        """Append a message."""
        self._waiting.append(parts)

    def recv_multipart(self, **_: Any) -> Any:
        """Remove and return the first message."""
        return self._waiting.popleft()

    def flush(self, *_: Any) -> None:
        """Do nothing, since a sent message is received at once."""
