# row: cache mismatch between forward and backward
# wrong: batchnorm_backward
# said: the cache is a tuple, backward asks it for names as if it were a dictionary

def batchnorm_backward(dout, cache):
    x_hat = cache["x_hat"]
    gamma = cache["gamma"]
    inv_std = cache["inv_std"]
    dbeta = dout.sum(axis=0)
    dgamma = (dout * x_hat).sum(axis=0)
    g = dout * gamma
    dx = inv_std * (g - g.mean(axis=0) - x_hat * (g * x_hat).mean(axis=0))
    return dx, dgamma, dbeta
