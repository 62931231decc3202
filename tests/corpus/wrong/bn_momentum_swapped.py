# row: other: momentum swapped
# wrong: batchnorm_forward
# said: momentum weighs the batch, 1 - momentum the old average

def batchnorm_forward(x, gamma, beta, bn_param):
    mode = bn_param["mode"]
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    N, D = x.shape
    running_mean = bn_param.get("running_mean", np.zeros(D, dtype=x.dtype))
    running_var = bn_param.get("running_var", np.zeros(D, dtype=x.dtype))
    if mode == "train":
        batch_mean = np.mean(x, axis=0)
        batch_var = np.mean(np.square(x - batch_mean), axis=0)
        inv = 1.0 / np.sqrt(batch_var + eps)
        x_hat = (x - batch_mean) * inv
        running_mean = (1 - momentum) * running_mean + momentum * batch_mean
        running_var = (1 - momentum) * running_var + momentum * batch_var
        cache = (x_hat, inv, gamma)
    else:
        x_hat = (x - running_mean) / np.sqrt(running_var + eps)
        cache = None
    bn_param["running_mean"] = running_mean
    bn_param["running_var"] = running_var
    return gamma * x_hat + beta, cache


def batchnorm_backward(dout, cache):
    x_hat, inv, gamma = cache
    dgamma = np.sum(dout * x_hat, axis=0)
    dbeta = np.sum(dout, axis=0)
    N = dout.shape[0]
    dx = gamma * inv * (dout - dbeta / N - x_hat * dgamma / N)
    return dx, dgamma, dbeta


batchnorm_backward_alt = batchnorm_backward
