# row: backward uses another eps placement than forward
# wrong: batchnorm_backward
# said: the forward pass has eps under the root, the backward pass adds it to the root

def batchnorm_backward(dout, cache):
    xhat, gamma, xmu, _, _, var, eps = cache[:7]
    N, D = dout.shape
    std = np.sqrt(var)
    inv = 1.0 / (std + eps)

    dbeta = dout.sum(axis=0)
    dgamma = (dout * xhat).sum(axis=0)
    dxhat = dout * gamma

    dinv = (dxhat * xmu).sum(axis=0)
    dstd = -dinv * inv**2
    dvar = 0.5 * dstd / std
    dxmu = dxhat * inv + 2.0 / N * xmu * dvar
    dmu = -dxmu.sum(axis=0)
    return dxmu + dmu / N, dgamma, dbeta
