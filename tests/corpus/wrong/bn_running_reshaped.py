# row: running statistics of shape (1,D)
# wrong: batchnorm_forward
# said: the two averages are kept as rows of a matrix, with an axis too many

def moments_of(x):
    n, d = x.shape
    mu = np.sum(x, axis=0).reshape(1, d) / n
    v = np.sum((x - mu) ** 2, axis=0).reshape(1, d) / n
    return mu, v


def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get("eps", 1e-5)
    m = bn_param.get("momentum", 0.9)
    d = x.shape[1]
    avg_mean = np.reshape(bn_param.get("running_mean", np.zeros((1, d))), (1, d))
    avg_var = np.reshape(bn_param.get("running_var", np.zeros((1, d))), (1, d))
    if bn_param["mode"] == "train":
        mu, v = moments_of(x)
        avg_mean = m * avg_mean + (1.0 - m) * mu
        avg_var = m * avg_var + (1.0 - m) * v
    else:
        mu, v = avg_mean, avg_var
    root = np.sqrt(v + eps)
    z = (x - mu) / root
    bn_param.update({"running_mean": avg_mean, "running_var": avg_var})
    return gamma * z + beta, {"z": z, "root": root, "gamma": gamma}


def batchnorm_backward(dout, cache):
    z, root, gamma = (cache[k] for k in ("z", "root", "gamma"))
    n = dout.shape[0]
    db = np.sum(dout, axis=0)
    dg = np.sum(dout * z, axis=0)
    dx = gamma / (n * root) * (n * dout - db - z * dg)
    return dx, dg, db


def batchnorm_backward_alt(dout, cache):
    z, root, gamma = cache["z"], cache["root"], cache["gamma"]
    dz = dout * gamma
    return (dz - dz.mean(0) - z * (dz * z).mean(0)) / root, (dout * z).sum(0), dout.sum(0)
