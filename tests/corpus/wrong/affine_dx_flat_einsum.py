# row: affine dx not reshaped
# rubric: fully_connected
# wrong: affine_backward
# said: the gradient of x stays N x D where x had more axes

def affine_backward(dout, cache):
    x, w = cache
    n = x.shape[0]
    flat = x.reshape((n, int(np.prod(x.shape[1:]))))
    dx = np.einsum("nm,dm->nd", dout, w)
    dw = np.einsum("nd,nm->dm", flat, dout)
    db = np.ones(n).dot(dout)
    return dx, dw, db
