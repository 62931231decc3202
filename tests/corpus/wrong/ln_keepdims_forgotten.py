# row: shapes that do not broadcast
# wrong: layernorm_forward
# said: the row means have shape (N,) and cannot be subtracted from (N, D)

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    mu = np.mean(x, axis=1)
    var = np.var(x, axis=1)
    x_hat = (x - mu) / np.sqrt(var + eps)
    out = gamma * x_hat + beta
    cache = (x_hat, np.sqrt(var + eps), gamma)
    return out, cache
