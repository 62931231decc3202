# row: element-wise derivative instead of the full Jacobian
# wrong: layernorm_backward
# said: each entry of a row gets only the derivative of its own output

def layernorm_backward(dout, cache):
    h, s, gamma = cache
    D = h.shape[1]
    dgamma = np.sum(dout * h, axis=0)
    dbeta = np.sum(dout, axis=0)
    dx = np.zeros_like(h)
    for i in range(h.shape[0]):
        for j in range(D):
            dx[i, j] = dout[i, j] * gamma[j] * ((D - 1.0) / D - h[i, j] ** 2 / D) / s[i, 0]
    return dx, dgamma, dbeta
