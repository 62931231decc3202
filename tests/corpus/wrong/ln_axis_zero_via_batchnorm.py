# row: layernorm over axis 0
# wrong: layernorm_forward
# said: batch norm is called without transposing x, so the features are normalized over the batch

def layernorm_forward(x, gamma, beta, ln_param):
    # layer norm is batch norm that does not care about the mode
    settings = dict(mode="train", eps=ln_param.get("eps", 1e-5))
    return batchnorm_forward(x, gamma, beta, settings)


def layernorm_backward(dout, cache):
    return batchnorm_backward_alt(dout, cache)
