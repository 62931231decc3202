# row: Python 2 integer division used as an index or shape
# wrong: batchnorm_forward
# said: the number of features comes from a division with /, and np.zeros does not take a float

def batchnorm_forward(x, gamma, beta, bn_param):
    mode = bn_param['mode']
    eps = bn_param.get('eps', 1e-5)
    momentum = bn_param.get('momentum', 0.9)
    N = len(x)
    D = x.size / N
    running_mean = bn_param.get('running_mean', np.zeros(D))
    running_var = bn_param.get('running_var', np.zeros(D))
    if mode == 'train':
        mean = x.sum(0) / float(N)
        var = ((x - mean) ** 2).sum(0) / float(N)
        xhat = (x - mean) / np.sqrt(var + eps)
        out = gamma * xhat + beta
        cache = (xhat, np.sqrt(var + eps), gamma)
        bn_param['running_mean'] = momentum * running_mean + (1 - momentum) * mean
        bn_param['running_var'] = momentum * running_var + (1 - momentum) * var
    else:
        out = gamma * (x - running_mean) / np.sqrt(running_var + eps) + beta
        cache = None
    return out, cache


def batchnorm_backward(dout, cache):
    xhat, std, gamma = cache
    N = float(len(dout))
    dgamma = (dout * xhat).sum(0)
    dbeta = dout.sum(0)
    return gamma / std * (dout - dbeta / N - xhat * dgamma / N), dgamma, dbeta


def batchnorm_backward_alt(dout, cache):
    return batchnorm_backward(dout, cache)
