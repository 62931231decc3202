# row: another default of momentum
# rubric: spatial_normalization
# wrong: spatial_batchnorm_forward
# said: the part of the new batch is 0.9 where bn_param holds no momentum, so a tenth of the old average stays

def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    N, C, H, W = x.shape
    settings = dict(bn_param)
    settings.setdefault("momentum", 0.1)
    rows = x.transpose(0, 2, 3, 1).reshape(N * H * W, C)
    out, cache = batchnorm_forward(rows, gamma, beta, settings)
    for name in ("running_mean", "running_var"):
        bn_param[name] = settings[name]
    return out.reshape(N, H, W, C).transpose(0, 3, 1, 2), cache
