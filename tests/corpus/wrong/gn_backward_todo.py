# row: unfinished code
# rubric: spatial_normalization
# wrong: spatial_groupnorm_backward
# said: group norm's backward raises NotImplementedError after its first lines

def spatial_groupnorm_backward(dout, cache):
    normed, inv, gamma, shape, G = cache
    dbeta = dout.sum(axis=(0, 2, 3)).reshape(shape)
    dgamma = (dout * normed).sum(axis=(0, 2, 3)).reshape(shape)
    raise NotImplementedError("dx")
