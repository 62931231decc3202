# row: other: momentum swapped
# rubric: spatial_normalization
# wrong: spatial_batchnorm_forward
# said: the two weights of the running averages are exchanged

def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    N, C, H, W = x.shape
    mode, eps, mom = bn_param["mode"], bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    rm = bn_param.get("running_mean", np.zeros(C))
    rv = bn_param.get("running_var", np.zeros(C))
    rows = x.transpose(0, 2, 3, 1).reshape(-1, C)
    if mode == "train":
        mean, var = rows.mean(0), rows.var(0)
        rm = mom * mean + (1 - mom) * rm
        rv = mom * var + (1 - mom) * rv
        bn_param["running_mean"], bn_param["running_var"] = rm, rv
    else:
        mean, var = rm, rv
    inv = 1 / np.sqrt(var + eps)
    h = (rows - mean) * inv
    out = (gamma * h + beta).reshape(N, H, W, C).transpose(0, 3, 1, 2)
    return out, (h, inv, gamma)
