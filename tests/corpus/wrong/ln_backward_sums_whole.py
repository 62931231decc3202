# row: other: sums not divided by N
# wrong: layernorm_backward
# said: sums stand where means over the D features belong

def layernorm_backward(dout, cache):
    h, s, gamma = cache
    g = dout * gamma
    total = np.sum(g, axis=1, keepdims=True)
    along = np.sum(g * h, axis=1, keepdims=True)
    dx = (g - total - h * along) / s
    return dx, np.sum(dout * h, axis=0), np.sum(dout, axis=0)
