def batchnorm_forward(x, gamma, beta, bn_param)
    return x

def layernorm_forward(x gamma):
  pass
