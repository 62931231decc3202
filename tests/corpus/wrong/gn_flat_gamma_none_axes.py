# row: groupnorm gamma taken as (C,)
# rubric: spatial_normalization
# wrong: spatial_groupnorm_forward, spatial_groupnorm_backward
# said: gamma and beta must be (C,); with (1, C, 1, 1) the output has seven axes

def spatial_groupnorm_forward(x, gamma, beta, G, gn_param):
    N, C, H, W = x.shape
    eps = gn_param.get("eps", 1e-5)
    xg = x.reshape(N, G, C // G, H, W)
    mu = xg.mean((2, 3, 4), keepdims=True)
    ivar = 1.0 / np.sqrt(xg.var((2, 3, 4), keepdims=True) + eps)
    xhat = ((xg - mu) * ivar).reshape(N, C, H, W)
    # (C,) -> (1, C, 1, 1)
    out = xhat * gamma[None, :, None, None] + beta[None, :, None, None]
    return out, (xhat, ivar, gamma, G)


def spatial_groupnorm_backward(dout, cache):
    xhat, ivar, gamma, G = cache
    N, C, H, W = dout.shape
    dgamma = (dout * xhat).sum((0, 2, 3))
    dbeta = dout.sum((0, 2, 3))
    g = (dout * gamma[None, :, None, None]).reshape(N, G, C // G, H, W)
    h = xhat.reshape(g.shape)
    dx = ivar * (g - g.mean((2, 3, 4), keepdims=True) - h * (g * h).mean((2, 3, 4), keepdims=True))
    return dx.reshape(N, C, H, W), dgamma, dbeta
