# row: cache mismatch between forward and backward
# wrong: batchnorm_backward_alt
# said: the alternative backward unpacks four values of a cache that holds eleven

def batchnorm_backward_alt(dout, cache):
    (x_hat, gamma, diff, inv_root) = cache
    batch = dout.shape[0]
    grad_gamma = np.sum(dout * x_hat, axis=0)
    grad_beta = np.sum(dout, axis=0)
    grad_x = gamma * inv_root * (dout - grad_beta / batch - x_hat * grad_gamma / batch)
    return grad_x, grad_gamma, grad_beta
