# row: Python 2 integer division used as an index or shape
# rubric: fully_connected
# wrong: affine_forward
# said: in Python 3 x.size / N is a float, which reshape does not take

def affine_forward(x, w, b):
    N = x.shape[0]
    D = x.size / N
    x_row = np.reshape(x, (N, D))
    out = x_row.dot(w) + b
    cache = (x, w)
    return out, cache
