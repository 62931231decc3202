# row: other: eps left out in the backward pass
# wrong: batchnorm_backward
# said: the backward pass uses the bare variance, forward adds eps

def batchnorm_backward(dout, cache):
    xhat, gamma, xmu, _, _, var = cache[:6]
    N, D = dout.shape
    dxhat = dout * gamma
    dvar = np.sum(dxhat * xmu, axis=0) * -0.5 * var**-1.5
    dmu = np.sum(-dxhat / np.sqrt(var), axis=0) - 2 * dvar * np.mean(xmu, axis=0)
    dx = dxhat / np.sqrt(var) + dvar * 2 * xmu / N + dmu / N
    return dx, np.sum(dout * xhat, axis=0), np.sum(dout, axis=0)
