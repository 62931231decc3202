# row: backward uses another eps placement than forward
# wrong: batchnorm_backward_alt
# said: the simplified backward computes x_hat anew, with eps outside the root

def batchnorm_backward_alt(dout, cache):
    gamma, centered, variance, eps = cache[1], cache[2], cache[5], cache[6]
    N = dout.shape[0]
    sigma = np.sqrt(variance) + eps
    normalized = centered / sigma
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(normalized * dout, axis=0)
    dx = gamma / (N * sigma) * (N * dout - dbeta - normalized * dgamma)
    return dx, dgamma, dbeta
