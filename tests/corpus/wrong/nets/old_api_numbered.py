import numpy as np

from cs231n.layers import *


class FullyConnectedNet(object):
  """
  {affine - [batch norm] - relu - [dropout]} x (L - 1) - affine - softmax
  """

  def __init__(self, hidden_dims, input_dim=3*32*32, num_classes=10,
               dropout=0, use_batchnorm=False, reg=0.0,
               weight_scale=1e-2, dtype=np.float32, seed=None):
    self.use_batchnorm = use_batchnorm
    self.use_dropout = dropout > 0
    self.reg = reg
    self.num_layers = 1 + len(hidden_dims)
    self.dtype = dtype
    self.params = {}

    # TODO: init all the parameters
    layer_input_dim = input_dim
    for i, hd in enumerate(hidden_dims):
      self.params['W%d' % (i+1)] = weight_scale * np.random.randn(layer_input_dim, hd)
      self.params['b%d' % (i+1)] = np.zeros(hd)
      if self.use_batchnorm:
        self.params['gamma%d' % (i+1)] = np.ones(hd)
        self.params['beta%d' % (i+1)] = np.zeros(hd)
      layer_input_dim = hd
    self.params['W%d' % self.num_layers] = weight_scale * np.random.randn(layer_input_dim, num_classes)
    self.params['b%d' % self.num_layers] = np.zeros(num_classes)

    self.dropout_param = {}
    if self.use_dropout:
      self.dropout_param = {'mode': 'train', 'p': dropout}
      if seed is not None:
        self.dropout_param['seed'] = seed

    self.bn_params = []
    if self.use_batchnorm:
      self.bn_params = [{'mode': 'train'} for i in range(self.num_layers - 1)]

    for k in self.params:
      self.params[k] = self.params[k].astype(dtype)


  def loss(self, X, y=None):
    X = X.astype(self.dtype)
    mode = 'test' if y is None else 'train'
    if self.use_dropout:
      self.dropout_param['mode'] = mode
    if self.use_batchnorm:
      for bn_param in self.bn_params:
        bn_param['mode'] = mode

    # TODO: forward pass
    layer = {}
    layer[0] = X
    cache_layer = {}
    cache_bn = {}
    cache_act = {}
    for i in range(1, self.num_layers):
      a, cache_layer[i] = affine_forward(layer[i-1], self.params['W%d' % i], self.params['b%d' % i])
      if self.use_batchnorm:
        a, cache_bn[i] = batchnorm_forward(a, self.params['gamma%d' % i], self.params['beta%d' % i], self.bn_params[i-1])
      layer[i], cache_act[i] = relu_forward(a)

    WLast = 'W%d' % self.num_layers
    bLast = 'b%d' % self.num_layers
    scores, cache_scores = affine_forward(layer[self.num_layers-1], self.params[WLast], self.params[bLast])

    # If test mode return early
    if mode == 'test':
      return scores

    # TODO: backward pass
    loss, grads = 0.0, {}
    loss, dscores = softmax_loss(scores, y)
    for i in range(1, self.num_layers + 1):
      w = self.params['W%d' % i]
      loss += 0.5 * self.reg * np.sum(w * w)

    dx = {}
    dx[self.num_layers], grads[WLast], grads[bLast] = affine_backward(dscores, cache_scores)
    grads[WLast] += self.reg * self.params[WLast]

    for i in reversed(range(1, self.num_layers)):
      da = relu_backward(dx[i+1], cache_act[i])
      if self.use_batchnorm:
        da, grads['gamma%d' % i], grads['beta%d' % i] = batchnorm_backward(da, cache_bn[i])
      dx[i], grads['W%d' % i], grads['b%d' % i] = affine_backward(da, cache_layer[i])
      grads['W%d' % i] += self.reg * self.params['W%d' % i]

    return loss, grads
