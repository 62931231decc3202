# row: calls a function that was never written
# rubric: spatial_normalization
# wrong: spatial_batchnorm_forward, spatial_batchnorm_backward
# said: the helpers to_rows and to_images were planned and never written

def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    rows = to_rows(x)
    out, cache = batchnorm_forward(rows, gamma, beta, bn_param)
    return to_images(out, x.shape), cache


def spatial_batchnorm_backward(dout, cache):
    dx, dgamma, dbeta = batchnorm_backward(to_rows(dout), cache)
    return to_images(dx, dout.shape), dgamma, dbeta
