# row: other: variance path missing
# wrong: batchnorm_backward_alt
# said: the term with x_hat is missing, so the root does not depend on x

def batchnorm_forward(x, gamma, beta, bn_param):
    eps, keep = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    d = x.shape[1]
    rm, rv = bn_param.get("running_mean", np.zeros(d)), bn_param.get("running_var", np.zeros(d))
    if bn_param["mode"] == "test":
        return (x - rm) * gamma * (rv + eps) ** -0.5 + beta, None
    mu, v = x.mean(0), x.var(0)
    bn_param.update(running_mean=keep * rm + (1 - keep) * mu, running_var=keep * rv + (1 - keep) * v)
    k = (v + eps) ** -0.5
    return (x - mu) * gamma * k + beta, ((x - mu) * k, k * gamma)


def batchnorm_backward(dout, cache):
    h, k = cache
    dgamma, dbeta = (dout * h).sum(0), dout.sum(0)
    return k * (dout - (dbeta + h * dgamma) / len(h)), dgamma, dbeta


def batchnorm_backward_alt(dout, cache):
    h, k = cache
    dgamma, dbeta = (dout * h).sum(0), dout.sum(0)
    return k * (dout - dbeta / len(h)), dgamma, dbeta
