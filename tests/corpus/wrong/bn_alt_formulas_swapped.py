# row: other: dgamma and dbeta swapped
# wrong: batchnorm_backward_alt
# said: the formulas of dgamma and dbeta are exchanged

def batchnorm_backward_alt(dout, cache):
    xhat, gamma, _, ivar = cache[:4]
    dgamma = dout.sum(axis=0)
    dbeta = (dout * xhat).sum(axis=0)
    d = dout * gamma
    dx = (d - d.mean(axis=0) - xhat * (d * xhat).mean(axis=0)) * ivar
    return dx, dgamma, dbeta
