# row: element-wise derivative instead of the full Jacobian
# wrong: batchnorm_backward_alt
# said: only the derivative of each output by its own input is taken; the other rows of the batch are left out

def batchnorm_backward_alt(dout, cache):
    xhat, gamma, xmu, ivar = cache[:4]
    N = dout.shape[0]
    dgamma = np.sum(dout * xhat, axis=0)
    dbeta = np.sum(dout, axis=0)
    # d xhat / dx
    dxhat_dx = ivar * (1 - 1.0 / N - xhat**2 / N)
    dx = dout * gamma * dxhat_dx
    return dx, dgamma, dbeta
