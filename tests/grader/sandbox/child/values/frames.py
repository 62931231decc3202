"""Frames with a tree of one's own, as code that forges answers would write them."""

import json

import numpy as np

from grader.sandbox.child.wire import unpack


def decoded(tree, *arrays):
    """What the grader reads from a frame with this tree and these arrays."""
    described = [[array.dtype.str, list(array.shape)] for array in arrays]
    text = json.dumps({"head": {}, "values": tree, "arrays": described}).encode()
    return unpack(text, b"".join(np.ascontiguousarray(array).tobytes() for array in arrays))[1]
