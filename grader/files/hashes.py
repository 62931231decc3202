"""One hash for what consists of parts, such as all that a kept result depends on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any


def hash_of_parts(parts: Mapping[str, Any] | Sequence[Any]) -> str:
    """Return a hash of parts that JSON can hold; those of a mapping in whatever order they come."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
