# row: other: running averages not updated
# rubric: spatial_normalization
# wrong: spatial_batchnorm_forward
# said: batch norm gets dict(bn_param), so the averages are lost

def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    N, C, H, W = x.shape
    flat = np.rollaxis(x, 1, 4).reshape(-1, C)
    y, cache = batchnorm_forward(flat, gamma, beta, dict(bn_param))
    return np.rollaxis(y.reshape(N, H, W, C), 3, 1), cache
