# row: shapes that do not broadcast
# rubric: spatial_normalization
# wrong: spatial_groupnorm_forward
# said: means of shape (N, G) are subtracted from five axes

def spatial_groupnorm_forward(x, gamma, beta, G, gn_param):
    N, C, H, W = x.shape
    groups = x.reshape(N, G, C // G, H, W)
    mean = groups.mean(axis=(2, 3, 4))
    var = groups.var(axis=(2, 3, 4))
    normed = (groups - mean) / np.sqrt(var + gn_param.get("eps", 1e-5))
    normed = normed.reshape(x.shape)
    out = gamma.reshape(1, C, 1, 1) * normed + beta.reshape(1, C, 1, 1)
    return out, (normed, 1 / np.sqrt(var + gn_param.get("eps", 1e-5)), gamma.reshape(1, C, 1, 1), gamma.shape, G)
