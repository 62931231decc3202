# row: backward uses another eps placement than forward
# wrong: batchnorm_backward_alt
# said: x_hat is right, but the factor in front divides by std + eps

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    D = x.shape[1]
    rm = bn_param.get("running_mean", np.zeros(D))
    rv = bn_param.get("running_var", np.zeros(D))
    train = bn_param["mode"] == "train"
    mu, sig2 = (np.mean(x, 0), np.var(x, 0)) if train else (rm, rv)
    if train:
        bn_param["running_mean"] = momentum * rm + (1 - momentum) * mu
        bn_param["running_var"] = momentum * rv + (1 - momentum) * sig2
    xh = (x - mu) / np.sqrt(sig2 + eps)
    cache = dict(xh=xh, gamma=gamma, std=np.std(x, 0), eps=eps)
    return gamma * xh + beta, cache


def batchnorm_backward(dout, cache):
    xh, gamma = cache["xh"], cache["gamma"]
    N = len(xh)
    root = np.sqrt(cache["std"] ** 2 + cache["eps"])
    dxh = gamma * dout
    dx = (N * dxh - np.sum(dxh, 0) - xh * np.sum(dxh * xh, 0)) / (N * root)
    return dx, np.sum(dout * xh, 0), np.sum(dout, 0)


def batchnorm_backward_alt(dout, cache):
    xh, gamma, std, eps = cache["xh"], cache["gamma"], cache["std"], cache["eps"]
    N = len(xh)
    front = gamma / (N * (std + eps))
    dgamma, dbeta = np.sum(dout * xh, 0), np.sum(dout, 0)
    return front * (N * dout - dgamma * xh - dbeta), dgamma, dbeta
