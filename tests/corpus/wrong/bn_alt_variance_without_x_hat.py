# row: wrong variance-path term
# wrong: batchnorm_backward_alt
# said: the variance's share is the same for all rows, the factor x_hat is missing

def batchnorm_backward_alt(dout, cache):
    h = cache[0]
    g = dout * cache[1]
    s = cache[4]
    mean_g = np.mean(g, axis=0)
    mean_gh = np.mean(g * h, axis=0)
    dx = (g - mean_g - mean_gh) / s
    return dx, np.einsum("ij,ij->j", dout, h), np.einsum("ij->j", dout)
