# row: groupnorm statistics per pixel
# rubric: spatial_normalization
# wrong: spatial_groupnorm_forward
# said: each pixel of each group is treated as a row of layer norm, so H and W are left out of the mean

def _norm_rows(rows, eps):
    mu = rows.mean(axis=1).reshape(-1, 1)
    s = np.sqrt(((rows - mu) ** 2).mean(axis=1).reshape(-1, 1) + eps)
    return (rows - mu) / s, s


def spatial_groupnorm_forward(x, gamma, beta, G, gn_param):
    """Layer norm on every group."""
    N, C, H, W = x.shape
    K = C // G
    pieces, caches = [], []
    for g in range(G):
        chunk = x[:, g * K : (g + 1) * K]
        rows = chunk.transpose(0, 2, 3, 1).reshape(-1, K)
        h, s = _norm_rows(rows, gn_param.get("eps", 1e-5))
        caches.append((h, s))
        pieces.append(h.reshape(N, H, W, K).transpose(0, 3, 1, 2))
    xhat = np.concatenate(pieces, axis=1)
    return gamma.reshape(1, -1, 1, 1) * xhat + beta.reshape(1, -1, 1, 1), (xhat, caches, gamma)


def spatial_groupnorm_backward(dout, cache):
    xhat, caches, gamma = cache
    N, C, H, W = dout.shape
    K = C // len(caches)
    dgamma = (dout * xhat).sum(axis=(0, 2, 3)).reshape(gamma.shape)
    dbeta = dout.sum(axis=(0, 2, 3)).reshape(gamma.shape)
    dxhat = dout * gamma.reshape(1, -1, 1, 1)
    dx = np.empty(dout.shape)
    for g, (h, s) in enumerate(caches):
        d = dxhat[:, g * K : (g + 1) * K].transpose(0, 2, 3, 1).reshape(-1, K)
        d = (d - d.mean(1, keepdims=True) - h * (d * h).mean(1, keepdims=True)) / s
        dx[:, g * K : (g + 1) * K] = d.reshape(N, H, W, K).transpose(0, 3, 1, 2)
    return dx, dgamma, dbeta
