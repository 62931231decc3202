# row: other: variance path halved
# wrong: batchnorm_backward_alt
# said: a half of the root's derivative was left standing in front of the last term

def batchnorm_backward_alt(dout, cache):
    xhat, gamma, _, ivar = cache[:4]
    N = dout.shape[0]
    dgamma, dbeta = np.sum(dout * xhat, axis=0), np.sum(dout, axis=0)
    dxhat = dout * gamma
    dx = dxhat - dxhat.mean(axis=0) - 0.5 * xhat * np.mean(dxhat * xhat, axis=0)
    return dx * ivar, dgamma, dbeta
