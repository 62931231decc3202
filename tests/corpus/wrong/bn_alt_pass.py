# row: unfinished code
# wrong: batchnorm_backward_alt
# said: the simplified backward holds notes and a pass

def batchnorm_backward_alt(dout, cache):
    xhat, gamma, xmu, ivar = cache[:4]
    # dL/dx = dL/dxhat * dxhat/dx + ...
    # come back to this later
    pass
