# row: other: dgamma from x instead of x_hat
# wrong: batchnorm_backward_alt
# said: the input x itself stands in the sum for dgamma

def batchnorm_backward_alt(dout, cache):
    xhat, gamma, xmu, ivar, _, _, _, _, mu = cache[:9]
    x = xmu + mu
    n = dout.shape[0]
    dgamma = np.diag(dout.T @ x)
    dbeta = dout.T @ np.ones(n)
    g = gamma * dout
    dx = ivar * (g - g.sum(0) / n - xhat * (g * xhat).sum(0) / n)
    return dx, dgamma, dbeta
