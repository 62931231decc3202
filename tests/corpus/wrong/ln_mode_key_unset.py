# row: missing key
# wrong: layernorm_forward
# said: layer norm hands ln_param to batch norm, which asks it for a mode

def layernorm_forward(x, gamma, beta, ln_param):
    N, D = x.shape
    normed, cache = batchnorm_forward(x.T, np.ones(N), np.zeros(N), ln_param)
    normed = normed.T
    return gamma * normed + beta, (normed, cache, gamma)


def layernorm_backward(dout, cache):
    normed, inner, gamma = cache
    dx, _, _ = batchnorm_backward((dout * gamma).T, inner)
    return dx.T, (dout * normed).sum(axis=0), dout.sum(axis=0)
