# row: eps left out
# wrong: layernorm_forward
# said: eps is missing under the root of layer norm

def layernorm_forward(x, gamma, beta, ln_param):
    x = x.T
    feature_mean = np.mean(x, axis=0)
    feature_var = np.var(x, axis=0)
    x_norm = (x - feature_mean) * feature_var**-0.5
    x_norm = x_norm.T
    return gamma * x_norm + beta, (x_norm, feature_var, gamma)


def layernorm_backward(dout, cache):
    x_norm, feature_var, gamma = cache
    N, D = dout.shape
    d = (dout * gamma).T
    h = x_norm.T
    dx = feature_var**-0.5 / D * (D * d - d.sum(axis=0) - h * (d * h).sum(axis=0))
    return dx.T, (dout * x_norm).sum(axis=0), dout.sum(axis=0)
