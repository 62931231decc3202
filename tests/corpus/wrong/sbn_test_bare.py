# row: gamma/beta not applied in test mode
# rubric: spatial_normalization
# wrong: spatial_batchnorm_forward
# said: in test mode the channels are normalized but neither scaled nor shifted

def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    N, C, H, W = x.shape
    if bn_param["mode"] == "test":
        m = bn_param["running_mean"].reshape(1, C, 1, 1)
        v = bn_param["running_var"].reshape(1, C, 1, 1)
        return (x - m) / np.sqrt(v + bn_param.get("eps", 1e-5)), None
    pixels = x.transpose(0, 2, 3, 1).reshape(N * H * W, C)
    y, cache = batchnorm_forward(pixels, gamma, beta, bn_param)
    return y.reshape(N, H, W, C).transpose(0, 3, 1, 2), cache
