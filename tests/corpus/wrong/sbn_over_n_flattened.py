# row: spatial batchnorm statistics over N only
# rubric: spatial_normalization
# wrong: spatial_batchnorm_forward
# said: the images are flattened to N rows of C*H*W features before batch norm

def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    N, C, H, W = x.shape
    big_gamma = np.repeat(gamma, H * W)
    big_beta = np.repeat(beta, H * W)
    inner = dict(bn_param)
    for key in ("running_mean", "running_var"):
        if key in inner:
            inner[key] = np.repeat(inner[key], H * W)
    out, cache = batchnorm_forward(x.reshape(N, -1), big_gamma, big_beta, inner)
    if bn_param["mode"] == "train":
        for key in ("running_mean", "running_var"):
            bn_param[key] = inner[key].reshape(C, -1).mean(axis=1)
    return out.reshape(x.shape), cache


def spatial_batchnorm_backward(dout, cache):
    N, C, H, W = dout.shape
    dx, dgamma, dbeta = batchnorm_backward(dout.reshape(N, -1), cache)
    return dx.reshape(dout.shape), dgamma.reshape(C, -1).sum(axis=1), dbeta.reshape(C, -1).sum(axis=1)
