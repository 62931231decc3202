# row: other: divides by D
# wrong: batchnorm_backward_alt
# said: N is read from dout.shape[1], which is the number of features

def batchnorm_backward_alt(dout, cache):
    h, gamma, inv = cache[0], cache[1], cache[3]
    n = dout.shape[1]
    dgamma = (h * dout).sum(axis=0)
    dbeta = dout.sum(axis=0)
    return gamma * inv * (dout - dbeta / n - h * dgamma / n), dgamma, dbeta
