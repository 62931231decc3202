# row: other: variance path of the wrong sign
# wrong: batchnorm_backward_alt
# said: the x_hat term is added where it must be subtracted

def batchnorm_backward_alt(dout, cache):
    xhat, gamma, _, ivar = cache[:4]
    N, D = dout.shape
    dx = np.zeros((N, D))
    dgamma = np.zeros(D)
    dbeta = np.zeros(D)
    for k in range(D):
        dgamma[k] = dout[:, k].dot(xhat[:, k])
        dbeta[k] = dout[:, k].sum()
        dx[:, k] = gamma[k] * ivar[k] / N * (N * dout[:, k] - dbeta[k] + xhat[:, k] * dgamma[k])
    return dx, dgamma, dbeta
