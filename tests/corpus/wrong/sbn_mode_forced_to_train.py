# row: other: test mode uses batch statistics
# rubric: spatial_normalization
# wrong: spatial_batchnorm_forward
# said: the inner batch norm always runs in train mode

def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    N, C, H, W = x.shape
    inner = {**bn_param, "mode": "train"}
    out, cache = batchnorm_forward(x.transpose(0, 2, 3, 1).reshape(N * H * W, C), gamma, beta, inner)
    bn_param["running_mean"], bn_param["running_var"] = inner["running_mean"], inner["running_var"]
    return out.reshape(N, H, W, C).transpose(0, 3, 1, 2), cache
