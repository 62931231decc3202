# row: other: beta missing
# rubric: spatial_normalization
# wrong: spatial_groupnorm_forward
# said: beta is an argument of group norm that is never used

def spatial_groupnorm_forward(x, gamma, beta, G, gn_param):
    N, C, H, W = x.shape
    eps = gn_param.get("eps", 1e-5)
    rows = x.reshape(N * G, C // G * H * W)
    mean = rows.mean(axis=1, keepdims=True)
    inv = 1 / np.sqrt(((rows - mean) ** 2).mean(axis=1, keepdims=True) + eps)
    normed = ((rows - mean) * inv).reshape(N, C, H, W)
    wide = gamma.reshape(1, C, 1, 1)
    return normed * wide, (normed, inv, wide, gamma.shape, G)
