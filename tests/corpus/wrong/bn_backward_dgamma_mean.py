# row: other: dgamma averaged
# wrong: batchnorm_backward
# said: dgamma is a mean over the batch where it is a sum

def batchnorm_backward(dout, cache):
    xhat, gamma, xmu, ivar = cache[:4]
    dbeta = np.sum(dout, axis=0)
    dgamma = np.mean(dout * xhat, axis=0)
    dxhat = dout * gamma
    dx = ivar * (dxhat - np.mean(dxhat, axis=0) - xhat * np.mean(dxhat * xhat, axis=0))
    return dx, dgamma, dbeta
