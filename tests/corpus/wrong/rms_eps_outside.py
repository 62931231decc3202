# row: eps outside the sqrt
# rubric: spatial_normalization
# wrong: rmsnorm_forward
# said: RMS norm adds eps behind the root of the mean square

def rmsnorm_forward(x, gamma, rms_param):
    eps = rms_param.get("eps", 1e-5)
    rms = np.sqrt((x * x).mean(axis=1))[:, np.newaxis]
    y = x / (rms + eps)
    return y * gamma, (x, y, rms, eps, gamma)


def rmsnorm_backward(dout, cache):
    x, y, rms, eps, gamma = cache
    dgamma = (dout * y).sum(axis=0)
    dy = dout * gamma
    drms = -(dy * x).sum(axis=1)[:, np.newaxis] / (rms + eps) ** 2
    dx = dy / (rms + eps) + drms * x / (rms * x.shape[1])
    return dx, dgamma
