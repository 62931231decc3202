# row: name not defined
# rubric: spatial_normalization
# wrong: rmsnorm_forward
# said: numpy is imported as np, so the name numpy is not known

def rmsnorm_forward(x, gamma, rms_param):
    eps = rms_param.get("eps", 1e-5)
    ms = numpy.mean(numpy.square(x), axis=1, keepdims=True)
    inv = 1 / numpy.sqrt(ms + eps)
    return gamma * (x * inv), (x * inv, inv, gamma)
