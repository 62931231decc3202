# row: None returned
# wrong: batchnorm_backward
# said: everything is computed and nothing is returned

def batchnorm_backward(dout, cache):
    xhat, gamma, xmu, ivar = cache[:4]
    N = dout.shape[0]
    dgamma = np.sum(dout * xhat, axis=0)
    dbeta = np.sum(dout, axis=0)
    dxhat = dout * gamma
    dx = ivar / N * (N * dxhat - np.sum(dxhat, axis=0) - xhat * np.sum(dxhat * xhat, axis=0))
