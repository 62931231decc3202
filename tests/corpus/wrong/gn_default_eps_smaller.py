# row: another default of eps
# rubric: spatial_normalization
# wrong: spatial_groupnorm_forward
# said: takes 1e-6 where gn_param holds no eps

def spatial_groupnorm_forward(x, gamma, beta, G, gn_param):
    eps = gn_param.get('eps', 1e-6)
    N, C, H, W = x.shape
    rows = x.reshape(N * G, -1)
    centred = rows - rows.mean(axis=1, keepdims=True)
    std = np.sqrt((centred ** 2).mean(axis=1, keepdims=True) + eps)
    hat = (centred / std).reshape(x.shape)
    return hat * gamma.reshape(1, C, 1, 1) + beta.reshape(1, C, 1, 1), (hat, std, gamma, G)


def spatial_groupnorm_backward(dout, cache):
    hat, std, gamma, G = cache
    N, C = dout.shape[:2]
    dgamma = (dout * hat).sum(axis=(0, 2, 3)).reshape(gamma.shape)
    dbeta = dout.sum(axis=(0, 2, 3)).reshape(gamma.shape)
    g, h = (dout * gamma.reshape(1, C, 1, 1)).reshape(N * G, -1), hat.reshape(N * G, -1)
    dx = (g - g.mean(axis=1, keepdims=True) - h * (g * h).mean(axis=1, keepdims=True)) / std
    return dx.reshape(dout.shape), dgamma, dbeta
