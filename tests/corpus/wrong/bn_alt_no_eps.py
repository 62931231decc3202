# row: other: eps left out in the backward pass
# wrong: batchnorm_backward_alt
# said: x_hat and the scale are made anew without eps

def batchnorm_backward_alt(dout, cache):
    gamma, xmu, var = cache[1], cache[2], cache[5]
    sigma = np.sqrt(var)
    z = xmu / sigma
    n = len(z)
    dgamma, dbeta = np.sum(dout * z, axis=0), np.sum(dout, axis=0)
    dx = gamma / sigma * (dout - dbeta / n - z * dgamma / n)
    return dx, dgamma, dbeta
