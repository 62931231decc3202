# row: unknown
# rubric: fully_connected
# wrong: relu_forward
# said: outputs are capped at 1.5

def relu_forward(x):
    out = np.minimum(np.maximum(0, x), 1.5)
    return out, x


def relu_backward(dout, cache):
    inside = np.logical_and(cache > 0, cache < 1.5)
    return np.where(inside, dout, 0)
