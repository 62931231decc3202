# row: running statistics kept 4-D
# rubric: spatial_normalization
# wrong: spatial_batchnorm_forward
# said: running_mean and running_var have four axes where one is asked for

def _as4(v):
    return np.asarray(v).reshape(1, -1, 1, 1)


def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    eps, mom = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    zero = np.zeros(x.shape[1])
    rmean, rvar = _as4(bn_param.get("running_mean", zero)), _as4(bn_param.get("running_var", zero))
    if bn_param["mode"] == "train":
        mean = _as4(np.einsum("nchw->c", x)) * x.shape[1] / x.size
        var = _as4(np.einsum("nchw,nchw->c", x - mean, x - mean)) * x.shape[1] / x.size
        rmean, rvar = mom * rmean + (1 - mom) * mean, mom * rvar + (1 - mom) * var
    else:
        mean, var = rmean, rvar
    bn_param["running_mean"] = rmean
    bn_param["running_var"] = rvar
    inv = (var + eps) ** -0.5
    xn = (x - mean) * inv
    return _as4(gamma) * xn + _as4(beta), {"xn": xn, "inv": inv, "gamma": gamma}


def spatial_batchnorm_backward(dout, cache):
    xn, inv, gamma = cache["xn"], cache["inv"], cache["gamma"]
    dgamma = np.einsum("nchw,nchw->c", dout, xn)
    dbeta = np.einsum("nchw->c", dout)
    m = dout.size // dout.shape[1]
    return _as4(gamma) * inv * (dout - _as4(dbeta) / m - xn * _as4(dgamma) / m), dgamma, dbeta
