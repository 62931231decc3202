"""A fully connected network of any depth, with or without normalization and dropout."""

import numpy as np

# The stars bring in all layers and all combinations, also those that you write yourself.
from ..layer_utils import *  # noqa: F403
from ..layers import *  # noqa: F403


class FullyConnectedNet:
    """A classifier made of affine layers.

    With L affine layers the network is

        {affine - [normalization] - ReLU - [dropout]} x (L - 1) - affine - softmax

    The parts in [ ] may be switched off. The part in { } is repeated once for each hidden layer. The last
    affine layer computes the scores: it has no normalization, no ReLU and no dropout.

    All parameters are in the dictionary self.params. The names count from 1: W1, b1, gamma1, beta1, W2, ...
    """

    def __init__(
        self,
        hidden_dims,
        input_dim=3 * 32 * 32,
        num_classes=10,
        dropout_keep_ratio=1,
        normalization=None,
        reg=0.0,
        weight_scale=1e-2,
        dtype=np.float32,
        seed=None,
    ):
        """Build the network and create its parameters.

        Args:
            hidden_dims: a list of integers, the size of each hidden layer.
            input_dim: how many numbers one sample has.
            num_classes: how many classes there are.
            dropout_keep_ratio: the probability to keep an entry in dropout; 1 means no dropout at all.
            normalization: "batchnorm", "layernorm", or None for no normalization.
            reg: strength of the L2 regularization.
            weight_scale: standard deviation of the weights at the start.
            dtype: the type of all numbers. float32 is faster; to check gradients you need float64.
            seed: an integer makes dropout repeatable, so that its gradient can be checked.
        """
        self.normalization = normalization
        self.use_dropout = dropout_keep_ratio != 1
        self.reg = reg
        self.num_layers = 1 + len(hidden_dims)
        self.dtype = dtype
        self.params = {}

        # -------------------------------------------------------------------------------------- YOUR CODE
        # Create the parameters and store them in self.params.
        # - Each affine layer i has weights W<i> and biases b<i>. Draw the weights with np.random.normal:
        #   mean 0, standard deviation weight_scale. The biases start at 0.
        # - With normalization, each hidden layer i also has gamma<i>, all ones, and beta<i>, all zeros.
        #   The last layer has none.
        # Biases, gammas and betas have one axis, for example (M,).
        # ------------------------------------------------------------------------------------------------
        raise NotImplementedError("FullyConnectedNet: create the parameters here")

        # All dropout layers share one dictionary. It says which mode is on and how much to keep.
        self.dropout_param = {}
        if self.use_dropout:
            self.dropout_param = {"mode": "train", "p": dropout_keep_ratio}
            if seed is not None:
                self.dropout_param["seed"] = seed

        # Each normalization layer has a dictionary of its own, because batch norm keeps its running averages
        # there. The first hidden layer uses self.bn_params[0], the second one self.bn_params[1], and so on.
        self.bn_params = []
        if self.normalization == "batchnorm":
            self.bn_params = [{"mode": "train"} for _ in hidden_dims]
        if self.normalization == "layernorm":
            self.bn_params = [{} for _ in hidden_dims]

        for name, value in self.params.items():
            self.params[name] = value.astype(dtype)

    def loss(self, X, y=None):
        """Compute the scores, or the loss and its gradients.

        Args:
            X: input, shape (N, d1, ..., dk).
            y: the right classes, shape (N,). Leave y out to test the network.

        Returns:
            Without y: the scores in test mode, shape (N, C). scores[i, c] is the score of class c for X[i].
            With y: (loss, grads) in train mode. The loss is one number. The dictionary grads has the same
            names as self.params, and for each name the gradient, in the shape of the parameter.
        """
        X = X.astype(self.dtype)
        mode = "test" if y is None else "train"

        # Batch norm and dropout behave differently in training and in testing, so we tell them.
        if self.use_dropout:
            self.dropout_param["mode"] = mode
        if self.normalization == "batchnorm":
            for bn_param in self.bn_params:
                bn_param["mode"] = mode

        scores = None
        # -------------------------------------------------------------------------------------- YOUR CODE
        # The forward pass: run X through all layers and store the result in scores. Keep the cache of every
        # layer for the way back. Look at the class docstring for the order of the layers, and think of all
        # three settings of self.normalization.
        # ------------------------------------------------------------------------------------------------
        raise NotImplementedError("FullyConnectedNet.loss: write the forward pass here")

        if mode == "test":
            return scores

        loss, grads = 0.0, {}
        # -------------------------------------------------------------------------------------- YOUR CODE
        # The backward pass: start with softmax_loss, then go through the layers in the opposite order.
        # Store the loss in loss and each gradient in grads.
        # Add the L2 regularization: the loss grows by 0.5 * reg * (sum of all squared weights). All W take
        # part, also that of the last layer; b, gamma and beta do not. Remember its share of the gradients.
        # ------------------------------------------------------------------------------------------------
        raise NotImplementedError("FullyConnectedNet.loss: write the backward pass here")

        return loss, grads
