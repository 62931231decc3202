# row: unknown
# wrong: batchnorm_backward
# said: the loop over the batch ends one row too early, so the last row has no part in any sum

def batchnorm_backward(dout, cache):
    xhat, gamma, xmu, ivar = cache[:4]
    N, D = dout.shape
    dgamma = np.zeros(D)
    dbeta = np.zeros(D)
    for i in range(N - 1):
        dgamma += dout[i] * xhat[i]
        dbeta += dout[i]
    dx = np.zeros((N, D))
    for i in range(N):
        dx[i] = gamma * ivar / N * (N * dout[i] - dbeta - xhat[i] * dgamma)
    return dx, dgamma, dbeta
