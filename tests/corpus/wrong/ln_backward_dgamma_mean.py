# row: other: dgamma averaged
# wrong: layernorm_backward
# said: dgamma takes the mean over the rows

def layernorm_backward(dout, cache):
    h, s, gamma = cache
    N, D = dout.shape
    g = dout * gamma
    dx = 1 / (D * s) * (D * g - np.sum(g, 1, keepdims=True) - h * np.sum(g * h, 1, keepdims=True))
    dgamma = np.einsum("ij,ij->j", dout, h) / N
    dbeta = np.einsum("ij->j", dout)
    return dx, dgamma, dbeta
