# row: other: variance path missing
# rubric: spatial_normalization
# wrong: spatial_groupnorm_backward
# said: only the direct path and that through the mean are taken

def spatial_groupnorm_backward(dout, cache):
    normed, inv, gamma, shape, G = cache
    N, C, H, W = dout.shape
    d = (dout * gamma).reshape(N * G, -1)
    d = d * inv
    dx = d - d.mean(axis=1)[:, None]
    dgamma = np.einsum("nchw,nchw->c", dout, normed)
    dbeta = np.einsum("nchw->c", dout)
    return dx.reshape(N, C, H, W), dgamma.reshape(shape), dbeta.reshape(shape)
