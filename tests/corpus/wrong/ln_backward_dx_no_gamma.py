# row: other: gamma missing in dx
# wrong: layernorm_backward
# said: gamma is left out on the way to x

def layernorm_backward(dout, cache):
    h, s, gamma = cache
    dgamma = np.sum(dout * h, axis=0)
    dbeta = np.sum(dout, axis=0)
    dx = dout - dout.mean(axis=1, keepdims=True) - h * (dout * h).mean(axis=1, keepdims=True)
    dx = dx / s
    return dx, dgamma, dbeta
