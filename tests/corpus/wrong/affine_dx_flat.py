# row: affine dx not reshaped
# rubric: fully_connected
# wrong: affine_backward
# said: dx has the shape of the flattened rows and not that of x

def affine_forward(x, w, b):
    x_rows = x.reshape(x.shape[0], -1)
    return x_rows @ w + b, (x_rows, w, b)


def affine_backward(dout, cache):
    x_rows, w, b = cache
    dx = dout @ w.T
    dw = x_rows.T @ dout
    db = np.sum(dout, axis=0)
    return dx, dw, db
