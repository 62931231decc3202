# row: eps left out in test mode
# wrong: batchnorm_forward
# said: in test mode there is no eps under the root

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    N, D = x.shape
    mean_avg = bn_param.get("running_mean", np.zeros(D, dtype=x.dtype))
    var_avg = bn_param.get("running_var", np.zeros(D, dtype=x.dtype))
    if bn_param["mode"] == "test":
        x_test = (x - mean_avg) / np.sqrt(var_avg)
        return gamma * x_test + beta, None
    batch_mean = x.mean(0)
    batch_var = x.var(0)
    denominator = np.sqrt(batch_var + eps)
    numerator = x - batch_mean
    normal = numerator / denominator
    bn_param["running_mean"] = mean_avg * momentum + batch_mean * (1 - momentum)
    bn_param["running_var"] = var_avg * momentum + batch_var * (1 - momentum)
    return gamma * normal + beta, (normal, numerator, denominator, gamma)


def batchnorm_backward(dout, cache):
    normal, numerator, denominator, gamma = cache
    N = float(dout.shape[0])
    dnormal = dout * gamma
    dnumerator = dnormal / denominator
    ddenominator = -(dnormal * numerator / denominator**2).sum(0)
    dvariance = ddenominator / (2 * denominator)
    dnumerator += 2 / N * numerator * dvariance
    dx = dnumerator - dnumerator.sum(0) / N
    return dx, (dout * normal).sum(0), dout.sum(0)


def batchnorm_backward_alt(dout, cache):
    normal, numerator, denominator, gamma = cache
    dgamma, dbeta = (dout * normal).sum(0), dout.sum(0)
    N = dout.shape[0]
    return gamma / denominator * (dout - dbeta / N - normal * dgamma / N), dgamma, dbeta
