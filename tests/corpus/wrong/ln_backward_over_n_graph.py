# row: layernorm backward divides by N
# wrong: layernorm_backward
# said: in the steps back through mean and variance 1/N stands where 1/D belongs

def layernorm_forward(x, gamma, beta, ln_param):
    e = ln_param.get("eps", 1e-5)
    mu = x.mean(axis=1, keepdims=True)
    xc = x - mu
    var = (xc * xc).mean(axis=1, keepdims=True)
    root = np.sqrt(var + e)
    return gamma * xc / root + beta, {"xc": xc, "root": root, "gamma": gamma}


def layernorm_backward(dout, cache):
    xc, root, gamma = cache["xc"], cache["root"], cache["gamma"]
    n = dout.shape[0]
    dgamma = (dout * xc / root).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dh = dout * gamma
    dxc = dh / root
    droot = (-dh * xc / root**2).sum(axis=1, keepdims=True)
    dvar = droot / (2 * root)
    dxc = dxc + 2 * xc * dvar / n
    dmu = -dxc.sum(axis=1, keepdims=True)
    return dxc + dmu / n, dgamma, dbeta
