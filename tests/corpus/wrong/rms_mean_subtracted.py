# row: other: mean subtracted in RMS norm
# rubric: spatial_normalization
# wrong: rmsnorm_forward
# said: the row's mean is subtracted first, as in layer norm

def rmsnorm_forward(x, gamma, rms_param):
    eps = rms_param.get("eps", 1e-5)
    centered = x - x.mean(axis=1, keepdims=True)
    rms = np.sqrt((centered**2).mean(axis=1, keepdims=True) + eps)
    y = centered / rms
    return gamma * y, (y, rms, gamma)


def rmsnorm_backward(dout, cache):
    y, rms, gamma = cache
    dy = dout * gamma
    d = (dy - y * (dy * y).mean(axis=1, keepdims=True)) / rms
    return d - d.mean(axis=1, keepdims=True), (dout * y).sum(axis=0)
