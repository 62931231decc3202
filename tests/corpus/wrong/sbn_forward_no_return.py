# row: None returned
# rubric: spatial_normalization
# wrong: spatial_batchnorm_forward
# said: the last line assigns the result and does not return it

def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    N, C, H, W = x.shape
    rows = x.transpose(0, 2, 3, 1).reshape(-1, C)
    out, cache = batchnorm_forward(rows, gamma, beta, bn_param)
    out = out.reshape(N, H, W, C).transpose(0, 3, 1, 2)
    result = (out, cache)
