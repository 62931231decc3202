# row: other: variance path doubled
# wrong: batchnorm_backward_alt
# said: the x_hat term is counted twice

def batchnorm_backward_alt(dout, cache):
    xhat, gamma, xmu, ivar, sqrtvar, var, eps = cache[:7]
    m = dout.shape[0]
    sum_d = np.sum(dout, axis=0)
    sum_dx = np.sum(dout * xmu, axis=0)
    dx = gamma * (dout * m - sum_d - 2 * xmu * sum_dx / (var + eps)) / (m * sqrtvar)
    return dx, np.sum(dout * xhat, axis=0), sum_d
