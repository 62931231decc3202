from .layers import *


def affine_relu_forward(x, w, b):
    a, fc_cache = affine_forward(x, w, b)
    out, relu_cache = relu_forward(a)
    return out, (fc_cache, relu_cache)


def affine_relu_backward(dout, cache):
    fc_cache, relu_cache = cache
    return affine_backward(relu_backward(dout, relu_cache), fc_cache)


def _fused(forward, backward):
    def go(x, w, b, gamma, beta, param):
        a, fc_cache = affine_forward(x, w, b)
        n, norm_cache = forward(a, gamma, beta, param)
        out, relu_cache = relu_forward(n)
        return out, (fc_cache, norm_cache, relu_cache)

    def back(dout, cache):
        fc_cache, norm_cache, relu_cache = cache
        dn, dgamma, dbeta = backward(relu_backward(dout, relu_cache), norm_cache)
        dx, dw, db = affine_backward(dn, fc_cache)
        return dx, dw, db, dgamma, dbeta

    return go, back


affine_bn_relu_forward, affine_bn_relu_backward = _fused(batchnorm_forward, batchnorm_backward)
affine_ln_relu_forward, affine_ln_relu_backward = _fused(layernorm_forward, layernorm_backward)
