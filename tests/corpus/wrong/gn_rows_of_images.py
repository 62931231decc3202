# row: other: group statistics over the whole image
# rubric: spatial_normalization
# wrong: spatial_groupnorm_forward
# said: x is cut into N rows and not into N * G rows

def spatial_groupnorm_forward(x, gamma, beta, G, gn_param):
    N, C, H, W = x.shape
    x_row = x.reshape(N, G, C // G * H * W).reshape(N, -1).T
    mu = x_row.mean(axis=0)
    inv = (x_row.var(axis=0) + gn_param.get("eps", 1e-5)) ** -0.5
    h = ((x_row - mu) * inv).T.reshape(x.shape)
    g = gamma.reshape(1, C, 1, 1)
    cache = (h, inv.reshape(-1, 1), g, gamma.shape, 1)
    return h * g + beta.reshape(1, C, 1, 1), cache
