# row: unknown
# rubric: spatial_normalization
# wrong: instancenorm_forward
# said: the mean is that of the channel, the deviation that of the whole image

def instancenorm_forward(x, gamma, beta, in_param):
    eps = in_param.get("eps", 1e-5)
    C = x.shape[1]
    centred = x - x.mean(axis=(2, 3), keepdims=True)
    s = np.sqrt((centred**2).mean(axis=(1, 2, 3), keepdims=True) + eps)
    h = centred / s
    return h * gamma.reshape(1, C, 1, 1) + beta.reshape(1, C, 1, 1), (h, s, gamma)


def instancenorm_backward(dout, cache):
    h, s, gamma = cache
    d = dout * gamma.reshape(1, -1, 1, 1)
    d2 = (d - h * (d * h).mean(axis=(1, 2, 3), keepdims=True)) / s
    dx = d2 - d2.mean(axis=(2, 3), keepdims=True)
    return dx, (dout * h).sum((0, 2, 3)).reshape(gamma.shape), dout.sum((0, 2, 3)).reshape(gamma.shape)
