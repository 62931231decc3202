# row: other: mean path missing
# wrong: batchnorm_backward_alt
# said: the sum of dout, which the mean brings in, is not subtracted

def batchnorm_backward_alt(dout, cache):
    h, gamma, _, inv = cache[:4]
    g = gamma * dout
    along = np.mean(g * h, axis=0)
    return inv * (g - along * h), np.sum(dout * h, axis=0), np.sum(dout, axis=0)
