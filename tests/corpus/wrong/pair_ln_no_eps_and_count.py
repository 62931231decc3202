# row: pair: eps left out + layernorm backward divides by N
# wrong: layernorm_forward, layernorm_backward
# said: eps is missing in forward, and the sums in dx are divided by N

def layernorm_forward(x, gamma, beta, ln_param):
    centred = x - x.mean(axis=1, keepdims=True)
    s = np.sqrt((centred**2).mean(axis=1, keepdims=True))
    h = centred / s
    return h * gamma + beta, (h, s, gamma)


def layernorm_backward(dout, cache):
    h, s, gamma = cache
    n = len(dout)
    g = dout * gamma
    a = g.sum(axis=1, keepdims=True)
    b = (g * h).sum(axis=1, keepdims=True)
    dx = (g - a / n - h * b / n) / s
    return dx, (dout * h).sum(axis=0), dout.sum(axis=0)
