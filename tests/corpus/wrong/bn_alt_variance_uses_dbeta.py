# row: wrong variance-path term
# wrong: batchnorm_backward_alt
# said: the last term multiplies x_hat with the sum of dout, not with the sum of dout * x_hat

def batchnorm_backward_alt(dout, cache):
    xhat, gamma, xmu, ivar = cache[0:4]
    N, D = dout.shape
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(xhat * dout, axis=0)
    dx = (1.0 / N) * gamma * ivar * (N * dout - np.sum(dout, axis=0) - xhat * np.sum(dout, axis=0))
    return dx, dgamma, dbeta
