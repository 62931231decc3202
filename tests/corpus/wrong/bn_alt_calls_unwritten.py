# row: calls a function that was never written
# wrong: batchnorm_backward_alt
# said: batchnorm_backward_simplified is called, but no such function exists

def batchnorm_backward_alt(dout, cache):
    dx, dgamma, dbeta = batchnorm_backward_simplified(dout, cache)
    return dx, dgamma, dbeta
