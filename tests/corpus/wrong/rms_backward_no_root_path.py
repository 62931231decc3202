# row: other: variance path missing
# rubric: spatial_normalization
# wrong: rmsnorm_backward
# said: the root mean square is held fixed, though it depends on x

def rmsnorm_backward(dout, cache):
    h, inv, gamma = cache
    return dout * gamma * inv, (dout * h).sum(0)
