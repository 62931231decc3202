# row: unknown
# wrong: batchnorm_backward_alt
# said: dx is clipped to small numbers, against exploding gradients

def batchnorm_backward_alt(dout, cache):
    xhat, gamma, _, ivar = cache[:4]
    N = len(dout)
    dgamma, dbeta = np.sum(dout * xhat, axis=0), np.sum(dout, axis=0)
    dx = gamma * ivar * (dout - dbeta / N - xhat * dgamma / N)
    return np.clip(dx, -0.1, 0.1), dgamma, dbeta
