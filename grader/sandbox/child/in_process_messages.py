"""Messages between a kernel and a client in one process: handed over as they are, not signed, not made into bytes."""

from __future__ import annotations

from collections import deque
from typing import Any

from jupyter_client.session import DELIM, Session


class InProcessSession(Session):
    """A session whose messages stay dictionaries."""

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
        """Make a message where there is only its type, and hand it over."""
        message = msg_or_type
        if not isinstance(msg_or_type, dict):
            message = self.msg(msg_or_type, content=content, parent=parent, header=header, metadata=metadata)
        message["buffers"] = buffers or message.get("buffers", [])
        stream.send_multipart([DELIM, message])
        return message

    def feed_identities(self, msg_list: Any, copy: bool = True) -> Any:
        """No identities, and the parts as they are."""
        return [], msg_list

    def deserialize(self, msg_list: Any, content: bool = True, copy: bool = True) -> Any:
        """Return the message among the parts."""
        return msg_list[-1]

    def recv(self, socket: Any, mode: int = 0, content: bool = True, copy: bool = True) -> Any:
        """No identities, and the next message."""
        return [], self.deserialize(socket.recv_multipart())


class MessageQueue:
    """Stands where a socket stood: what is sent is what is received."""

    def __init__(self) -> None:
        self._waiting: deque[Any] = deque()

    def send_multipart(self, parts: Any, **_: Any) -> None:
        """Put a message at the end."""
        self._waiting.append(parts)

    def recv_multipart(self, **_: Any) -> Any:
        """Take the first message."""
        return self._waiting.popleft()

    def flush(self, *_: Any) -> None:
        """Nothing: all is there already."""
