# row: groupnorm gamma taken as (C,)
# rubric: spatial_normalization
# wrong: spatial_groupnorm_forward, spatial_groupnorm_backward
# said: gamma[c] is taken for channel c, which only works for a vector

def spatial_groupnorm_forward(x, gamma, beta, G, gn_param):
    N, C, H, W = x.shape
    eps = gn_param.get("eps", 1e-5)
    size = C // G
    xhat = np.zeros(x.shape)
    istd = np.zeros((N, G))
    for n in range(N):
        for g in range(G):
            block = x[n, g * size : (g + 1) * size]
            istd[n, g] = 1 / np.sqrt(block.var() + eps)
            xhat[n, g * size : (g + 1) * size] = (block - block.mean()) * istd[n, g]
    out = np.zeros(x.shape)
    for c in range(C):
        out[:, c] = gamma[c] * xhat[:, c] + beta[c]
    return out, (xhat, istd, gamma)


def spatial_groupnorm_backward(dout, cache):
    xhat, istd, gamma = cache
    N, C, H, W = dout.shape
    G = istd.shape[1]
    size = C // G
    dgamma, dbeta, dxhat = np.zeros(C), np.zeros(C), np.zeros(dout.shape)
    for c in range(C):
        dgamma[c] = np.sum(dout[:, c] * xhat[:, c])
        dbeta[c] = np.sum(dout[:, c])
        dxhat[:, c] = dout[:, c] * gamma[c]
    dx = np.zeros(dout.shape)
    for n in range(N):
        for g in range(G):
            part = slice(g * size, (g + 1) * size)
            d, h = dxhat[n, part], xhat[n, part]
            dx[n, part] = istd[n, g] * (d - d.mean() - h * (d * h).mean())
    return dx, dgamma, dbeta
