# row: spatial batchnorm reshape without transpose
# rubric: spatial_normalization
# wrong: spatial_batchnorm_backward
# said: dout is only reshaped, though x was transposed in the forward pass

def spatial_batchnorm_backward(dout, cache):
    N, C, H, W = dout.shape
    flat = np.reshape(dout, (-1, C))
    dx_flat, dgamma, dbeta = batchnorm_backward_alt(flat, cache)
    dx = np.reshape(dx_flat, (N, C, H, W))
    return dx, dgamma, dbeta
