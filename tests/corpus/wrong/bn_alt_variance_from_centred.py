# row: wrong variance-path term
# wrong: batchnorm_backward_alt
# said: x - mu stands where x_hat belongs, so one division by the root is missing in the variance's share

def batchnorm_backward_alt(dout, cache):
    xhat, gamma, xmu, ivar, sqrtvar = cache[:5]
    m = len(dout)
    dgamma = (dout * xhat).sum(0)
    dbeta = dout.sum(0)
    direct = m * dout
    through_mean = dbeta
    through_var = xmu * dgamma
    dx = gamma / (m * sqrtvar) * (direct - through_mean - through_var)
    return dx, dgamma, dbeta
