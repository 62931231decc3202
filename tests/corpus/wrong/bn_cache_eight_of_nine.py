# row: cache mismatch between forward and backward
# wrong: batchnorm_backward, batchnorm_backward_alt
# said: forward packs eight values, both backward functions unpack nine; eps was forgotten

def batchnorm_forward(x, gamma, beta, bn_param):
    mode = bn_param["mode"]
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    N, D = x.shape
    running_mean = bn_param.get("running_mean", np.zeros(D, dtype=x.dtype))
    running_var = bn_param.get("running_var", np.zeros(D, dtype=x.dtype))
    if mode == "train":
        mu = x.mean(axis=0)
        xmu = x - mu
        carre = xmu**2
        var = carre.mean(axis=0)
        sqrtvar = np.sqrt(var + eps)
        invvar = 1.0 / sqrtvar
        va2 = xmu * invvar
        va3 = gamma * va2
        out = va3 + beta
        running_mean = momentum * running_mean + (1.0 - momentum) * mu
        running_var = momentum * running_var + (1.0 - momentum) * var
        cache = (mu, xmu, carre, var, sqrtvar, invvar, va2, gamma)
    else:
        out = gamma * (x - running_mean) / np.sqrt(running_var + eps) + beta
        cache = None
    bn_param["running_mean"] = running_mean
    bn_param["running_var"] = running_var
    return out, cache


def batchnorm_backward(dout, cache):
    mu, xmu, carre, var, sqrtvar, invvar, va2, gamma, eps = cache
    N, D = dout.shape
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * va2, axis=0)
    dva2 = dout * gamma
    dinvvar = np.sum(dva2 * xmu, axis=0)
    dxmu = dva2 * invvar
    dsqrtvar = -dinvvar / sqrtvar**2
    dvar = 0.5 * dsqrtvar / np.sqrt(var + eps)
    dxmu += 2 * xmu * dvar / N
    dx = dxmu - np.mean(dxmu, axis=0)
    return dx, dgamma, dbeta


def batchnorm_backward_alt(dout, cache):
    mu, xmu, carre, var, sqrtvar, invvar, va2, gamma, eps = cache
    N = dout.shape[0]
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * va2, axis=0)
    dx = gamma * (var + eps) ** -0.5 / N * (N * dout - va2 * dgamma - dbeta)
    return dx, dgamma, dbeta
