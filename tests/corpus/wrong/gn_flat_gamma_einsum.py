# row: groupnorm gamma taken as (C,)
# rubric: spatial_normalization
# wrong: spatial_groupnorm_forward, spatial_groupnorm_backward
# said: gamma is read as a vector of length C everywhere

def spatial_groupnorm_forward(x, gamma, beta, G, gn_param):
    N, C, H, W = x.shape
    groups = x.reshape(N * G, -1)
    center = groups - groups.mean(1)[:, None]
    std = np.sqrt(np.einsum("ij,ij->i", center, center) / groups.shape[1] + gn_param.get("eps", 1e-5))[:, None]
    z = (center / std).reshape(x.shape)
    out = np.einsum("nchw,c->nchw", z, gamma) + np.einsum("nchw,c->nchw", np.ones_like(z), beta)
    return out, {"z": z, "std": std, "gamma": gamma}


def spatial_groupnorm_backward(dout, cache):
    z, std, gamma = cache["z"], cache["std"], cache["gamma"]
    rows = np.einsum("nchw,c->nchw", dout, gamma).reshape(std.shape[0], -1)
    flat = z.reshape(rows.shape)
    m = rows.shape[1]
    dx = (m * rows - rows.sum(1)[:, None] - flat * (rows * flat).sum(1)[:, None]) / (m * std)
    return dx.reshape(dout.shape), np.einsum("nchw,nchw->c", dout, z), np.einsum("nchw->c", dout)
