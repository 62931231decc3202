# row: shapes that do not broadcast
# wrong: layernorm_backward
# said: the sums over the features lose their axis and do not fit dout any more

def layernorm_backward(dout, cache):
    x_hat, sigma, gamma = cache
    N, D = dout.shape
    dgamma = np.sum(dout * x_hat, axis=0)
    dbeta = np.sum(dout, axis=0)
    g = dout * gamma
    inner = D * g - np.sum(g, axis=1) - x_hat * np.sum(g * x_hat, axis=1)
    dx = inner / (D * sigma)
    return dx, dgamma, dbeta
