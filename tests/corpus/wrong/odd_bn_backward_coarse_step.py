# row: unknown
# wrong: batchnorm_backward
# said: dx is a difference quotient with a step of 0.5, much too large

def batchnorm_backward(dout, cache):
    xhat, gamma, xmu, ivar, sqrtvar, var, eps, sq, mu = cache[:9]

    def value(points):
        h = (points - points.mean(axis=0)) / np.sqrt(points.var(axis=0) + eps)
        return np.sum(dout * gamma * h)

    x = xmu + mu
    dx = np.zeros_like(x)
    step = 0.5
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            moved = x.copy()
            moved[i, j] += step
            dx[i, j] = (value(moved) - value(x)) / step
    return dx, np.sum(dout * xhat, axis=0), np.sum(dout, axis=0)
