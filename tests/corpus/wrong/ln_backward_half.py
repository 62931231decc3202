# row: unfinished code
# wrong: layernorm_backward
# said: dgamma and dbeta are done, dx is still None

def layernorm_backward(dout, cache):
    dx, dgamma, dbeta = None, None, None
    h, s, gamma = cache
    dgamma = np.sum(dout * h, axis=0)
    dbeta = np.sum(dout, axis=0)
    dh = dout * gamma
    # dx = ...
    return dx, dgamma, dbeta
