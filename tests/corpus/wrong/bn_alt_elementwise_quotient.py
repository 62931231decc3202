# row: element-wise derivative instead of the full Jacobian
# wrong: batchnorm_backward_alt
# said: the quotient rule was applied to one number at a time, as if its neighbours stayed where they are

def batchnorm_backward_alt(dout, cache):
    _, gamma, top, _, bottom = cache[:5]
    n = float(len(dout))
    dgamma = (dout * top / bottom).sum(axis=0)
    dbeta = dout.sum(axis=0)
    # (u / v)' = (u' v - u v') / v^2
    du = 1.0 - 1.0 / n
    dv = top / (n * bottom)
    slope = (du * bottom - top * dv) / bottom**2
    return dout * gamma * slope, dgamma, dbeta
