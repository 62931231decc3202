# row: eps left out in test mode
# rubric: spatial_normalization
# wrong: spatial_batchnorm_forward
# said: at test time the channels are divided by sqrt(running_var), eps is forgotten

def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    N, C, H, W = x.shape
    if bn_param["mode"] == "train":
        xt = np.swapaxes(x, 0, 1).reshape(C, -1).T
        out, cache = batchnorm_forward(xt, gamma, beta, bn_param)
        return np.swapaxes(out.T.reshape(C, N, H, W), 0, 1), cache
    out = np.zeros_like(x)
    for c in range(C):
        mean, var = bn_param["running_mean"][c], bn_param["running_var"][c]
        out[:, c] = gamma[c] * (x[:, c] - mean) / np.sqrt(var) + beta[c]
    return out, None


def spatial_batchnorm_backward(dout, cache):
    N, C, H, W = dout.shape
    d = np.swapaxes(dout, 0, 1).reshape(C, -1).T
    dx, dgamma, dbeta = batchnorm_backward(d, cache)
    return np.swapaxes(dx.T.reshape(C, N, H, W), 0, 1), dgamma, dbeta
