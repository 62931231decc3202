# row: unknown
# rubric: spatial_normalization
# wrong: rmsnorm_forward
# said: the fourth root of the mean fourth power stands for the root mean square

def rmsnorm_forward(x, gamma, rms_param):
    eps = rms_param.get("eps", 1e-5)
    q = (np.mean(x**4, axis=1, keepdims=True) + eps) ** 0.25
    return gamma * x / q, (x, q, gamma)


def rmsnorm_backward(dout, cache):
    x, q, gamma = cache
    g = dout * gamma
    dq = -np.sum(g * x, axis=1, keepdims=True) / q**2
    dx = g / q + dq * x**3 / (x.shape[1] * q**3)
    return dx, np.sum(dout * x / q, axis=0)
