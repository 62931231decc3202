# row: Python 2 integer division used as an index or shape
# rubric: spatial_normalization
# wrong: spatial_groupnorm_forward
# said: C / G is a float in Python 3 and cannot be a length

def spatial_groupnorm_forward(x, gamma, beta, G, gn_param):
    eps = gn_param.get("eps", 1e-5)
    N, C, H, W = x.shape
    x = x.reshape((N, G, C / G, H, W))
    mean = x.mean(axis=(2, 3, 4), keepdims=True)
    var = x.var(axis=(2, 3, 4), keepdims=True)
    x = (x - mean) / np.sqrt(var + eps)
    x = x.reshape((N, C, H, W))
    out = x * gamma.reshape((1, C, 1, 1)) + beta.reshape((1, C, 1, 1))
    cache = (x, 1 / np.sqrt(var + eps).reshape(N * G, 1), gamma.reshape((1, C, 1, 1)), gamma.shape, G)
    return out, cache
