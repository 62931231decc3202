# row: eps outside the sqrt
# wrong: batchnorm_forward
# said: in test mode eps is added after the root is taken

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    momentum = bn_param.get('momentum', 0.9)
    n, d = x.shape
    rm = bn_param.get('running_mean', np.zeros(d, dtype=x.dtype))
    rv = bn_param.get('running_var', np.zeros(d, dtype=x.dtype))

    if bn_param['mode'] == 'train':
        mu = x.sum(axis=0) / n
        diff = x - mu
        v = (diff ** 2).sum(axis=0) / n
        istd = 1. / np.sqrt(v + eps)
        xn = diff * istd
        rm = momentum * rm + (1 - momentum) * mu
        rv = momentum * rv + (1 - momentum) * v
        bn_param['running_mean'], bn_param['running_var'] = rm, rv
        return gamma * xn + beta, (xn, istd, gamma)

    # test time: use what we have collected
    std = rv ** 0.5 + eps
    return gamma * ((x - rm) / std) + beta, None


def batchnorm_backward(dout, cache):
    xn, istd, gamma = cache
    n = len(dout)
    db = dout.sum(axis=0)
    dg = (dout * xn).sum(axis=0)
    return gamma * istd / n * (n * dout - db - xn * dg), dg, db


def batchnorm_backward_alt(dout, cache):
    return batchnorm_backward(dout, cache)
