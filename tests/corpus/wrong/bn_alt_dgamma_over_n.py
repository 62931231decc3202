# row: other: dgamma averaged
# wrong: batchnorm_backward_alt
# said: gamma's gradient is divided by N on its way out

def batchnorm_backward_alt(dout, cache):
    xhat, gamma, _, _, root = cache[:5]
    N = float(dout.shape[0])
    s0 = dout.sum(0)
    s1 = (xhat * dout).sum(0)
    dx = gamma / root * (dout - s0 / N - xhat * s1 / N)
    return dx, s1 / N, s0
