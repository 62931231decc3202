# row: other: test mode uses batch statistics
# wrong: batchnorm_forward
# said: the test branch computes a mean and variance of the test batch

def batchnorm_forward(x, gamma, beta, bn_param):
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    D = x.shape[1]
    averages = [bn_param.get(k, np.zeros(D)) for k in ("running_mean", "running_var")]
    if bn_param["mode"] == "train":
        moments = [x.mean(0), x.var(0)]
        h = (x - moments[0]) / np.sqrt(moments[1] + eps)
        averages = [momentum * a + (1 - momentum) * b for a, b in zip(averages, moments)]
        bn_param["running_mean"], bn_param["running_var"] = averages
        return h * gamma + beta, [h, np.sqrt(moments[1] + eps), gamma]
    mean = np.sum(x, axis=0) / len(x)
    var = np.sum((x - mean) ** 2, axis=0) / len(x)
    return (x - mean) / np.sqrt(var + eps) * gamma + beta, None


def batchnorm_backward(dout, cache):
    h, s, gamma = cache
    g = dout * gamma
    return (g - g.mean(0) - h * (g * h).mean(0)) / s, (dout * h).sum(0), dout.sum(0)


def batchnorm_backward_alt(dout, cache):
    h, s, gamma = cache
    n = len(h)
    dgamma, dbeta = (dout * h).sum(0), dout.sum(0)
    return gamma / s / n * (n * dout - dbeta - h * dgamma), dgamma, dbeta
