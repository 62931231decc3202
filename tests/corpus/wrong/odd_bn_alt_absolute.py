# row: unknown
# wrong: batchnorm_backward_alt
# said: dgamma adds up absolute values

def batchnorm_backward_alt(dout, cache):
    xhat, gamma, _, ivar = cache[:4]
    g = dout * gamma
    dx = ivar * (g - g.mean(axis=0) - xhat * (g * xhat).mean(axis=0))
    dgamma = np.abs(dout * xhat).sum(axis=0)
    return dx, dgamma, dout.sum(axis=0)
