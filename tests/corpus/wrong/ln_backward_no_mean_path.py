# row: other: mean path missing
# wrong: layernorm_backward
# said: dx of layer norm forgets that the row's mean depends on x

def layernorm_backward(dout, cache):
    h, s, gamma = cache
    dx = np.empty_like(dout)
    for i in range(len(dout)):
        row = dout[i] * gamma
        dx[i] = (row - h[i] * np.dot(row, h[i]) / len(row)) / s[i]
    return dx, (dout * h).sum(axis=0), dout.sum(axis=0)
