"""The layers of a network: each has a forward pass and a backward pass.

How to work in this file:

- Where you find `raise NotImplementedError(...)`, the code is missing. The comment above it says what is
  needed. Write your code there and delete the `raise` line.
- A forward function returns `(out, cache)`. The cache is yours: put in it whatever your backward function
  needs. A tuple is a good choice. Nobody else looks inside.
- A backward function gets `dout`, the gradient of the loss with respect to `out`, and the cache. It returns
  the gradient with respect to each input. A gradient has the same shape as its input.
- Write the formulas yourself with numpy's arrays. No other library may do a layer or its backward pass.
- Do not change the arrays that you are given. Write `x - mean`, not `x -= mean`.

Letters for shapes: N samples (images) in the batch, D features of a sample, M outputs of a layer, C classes
(or channels of an image), H and W the height and width of an image.
"""

# ruff: noqa: F841, RUF059 (for the linter: some names are not used before you write your code)

import numpy as np

# ----------------------------------------------------------------------------------------------------------
# Unit "Fully connected nets". You may have written these layers before: then copy your code here. The
# network with normalization needs them.
# ----------------------------------------------------------------------------------------------------------


def affine_forward(x, w, b):
    """Affine layer, also called fully connected: each output is a weighted sum of all inputs, plus a bias.

    Args:
        x: input, shape (N, d1, ..., dk). One sample has D = d1 * ... * dk numbers.
        w: weights, shape (D, M).
        b: biases, shape (M,).

    Returns:
        (out, cache): out has shape (N, M).
    """
    # ------------------------------------------------------------------------------------------ YOUR CODE
    # Turn each sample into one row of D numbers. Then compute the weighted sums and add the biases.
    # Keep in the cache what affine_backward needs.
    # ----------------------------------------------------------------------------------------------------
    raise NotImplementedError("affine_forward: write the forward pass here")


def affine_backward(dout, cache):
    """Backward pass of the affine layer.

    Args:
        dout: gradient of the loss with respect to out, shape (N, M).
        cache: what affine_forward returned.

    Returns:
        (dx, dw, db): shapes (N, d1, ..., dk), (D, M) and (M,).
    """
    # ------------------------------------------------------------------------------------------ YOUR CODE
    # Compute the three gradients. Write down the shapes first: often only one product fits.
    # Give dx the shape that x had before it was flattened.
    # ----------------------------------------------------------------------------------------------------
    raise NotImplementedError("affine_backward: write the backward pass here")


def relu_forward(x):
    """ReLU: positive numbers stay as they are, negative numbers become zero.

    Args:
        x: input, any shape.

    Returns:
        (out, cache): out has the shape of x.
    """
    # ------------------------------------------------------------------------------------------ YOUR CODE
    # Compute out in a new array; x itself must stay unchanged.
    # ----------------------------------------------------------------------------------------------------
    raise NotImplementedError("relu_forward: write the forward pass here")


def relu_backward(dout, cache):
    """Backward pass of ReLU.

    Args:
        dout: gradient of the loss with respect to out, any shape.
        cache: what relu_forward returned.

    Returns:
        dx, shape of x.
    """
    # ------------------------------------------------------------------------------------------ YOUR CODE
    # Which inputs had an influence on the output? Only these pass the gradient on.
    # ----------------------------------------------------------------------------------------------------
    raise NotImplementedError("relu_backward: write the backward pass here")


def softmax_loss(x, y):
    """Softmax loss: how far the scores are from the right answers. It returns loss and gradient together.

    Args:
        x: scores, shape (N, C). x[i, c] is the score of class c for sample i.
        y: the right classes, shape (N,). Each is an integer from 0 to C - 1.

    Returns:
        (loss, dx): the loss is one number, the mean over the N samples; dx has shape (N, C).
    """
    # ------------------------------------------------------------------------------------------ YOUR CODE
    # Turn the scores of each sample into probabilities. The loss of a sample is minus the logarithm of the
    # probability of its right class. Take care with large scores: np.exp(1000) is infinite. You may move all
    # scores of a sample by the same amount; the probabilities stay the same.
    # ----------------------------------------------------------------------------------------------------
    raise NotImplementedError("softmax_loss: write loss and gradient here")


def dropout_forward(x, dropout_param):
    """Inverted dropout: in training, random entries become zero, and the kept entries are scaled up.

    Args:
        x: input, any shape.
        dropout_param: a dictionary with
            "mode": "train" or "test". In test mode x passes unchanged.
            "p": the probability to KEEP an entry.
            "seed": may be missing. The same seed must give the same result again.

    Returns:
        (out, cache): out has the shape of x.
    """
    # ------------------------------------------------------------------------------------------ YOUR CODE
    # If there is a seed, call np.random.seed with it first. In train mode draw one number for each entry with
    # np.random.rand, and keep the entries whose number is smaller than p. Scale what is kept, so that the
    # expected value of each entry does not change. In any other mode than these two, raise a ValueError.
    # ----------------------------------------------------------------------------------------------------
    raise NotImplementedError("dropout_forward: write the forward pass here")


def dropout_backward(dout, cache):
    """Backward pass of dropout.

    Args:
        dout: gradient of the loss with respect to out, any shape.
        cache: what dropout_forward returned.

    Returns:
        dx, shape of x.
    """
    # ------------------------------------------------------------------------------------------ YOUR CODE
    # The forward pass was a multiplication, entry by entry. Remember to handle both modes.
    # ----------------------------------------------------------------------------------------------------
    raise NotImplementedError("dropout_backward: write the backward pass here")


# ----------------------------------------------------------------------------------------------------------
# Unit "Batch normalization": the notebook BatchNormalization.ipynb leads you through these five.
# ----------------------------------------------------------------------------------------------------------


def batchnorm_forward(x, gamma, beta, bn_param):
    """Batch normalization: give each feature mean 0 and variance 1, then scale by gamma and shift by beta.

    In train mode, mean and variance are those of the batch x, one for each feature. The variance divides by
    N, not by N - 1. To divide by, we take sqrt(variance + eps): eps keeps it away from zero.

    A single test sample has no batch. So in train mode we also keep running averages of what we saw:

        running_mean = momentum * running_mean + (1 - momentum) * mean of the batch
        running_var  = momentum * running_var  + (1 - momentum) * variance of the batch

    In test mode these averages take the place of the batch's own mean and variance, and do not change. (The
    paper, https://arxiv.org/abs/1502.03167, averages over many batches after training instead. Running
    averages need no extra pass over the data.)

    Args:
        x: input, shape (N, D).
        gamma: scale, shape (D,).
        beta: shift, shape (D,).
        bn_param: a dictionary with
            "mode": "train" or "test".
            "eps": a small number, 1e-5 if missing.
            "momentum": how much of the old average stays, 0.9 if missing.
            "running_mean", "running_var": the averages, shape (D,), zeros if missing. This function writes
            them back, so use the same dictionary in each call.

    Returns:
        (out, cache): out has shape (N, D). In test mode there is no backward pass and the cache may be None.
    """
    mode = bn_param["mode"]
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)

    N, D = x.shape
    running_mean = bn_param.get("running_mean", np.zeros(D, dtype=x.dtype))
    running_var = bn_param.get("running_var", np.zeros(D, dtype=x.dtype))

    out, cache = None, None
    if mode == "train":
        # -------------------------------------------------------------------------------------- YOUR CODE
        # Normalize x with the mean and the variance of this batch. Scale and shift it, and store the result
        # in out. Store in cache what the backward pass needs (look ahead: both backward functions use it).
        # Then give running_mean and running_var their new values. They keep the shape (D,).
        # ------------------------------------------------------------------------------------------------
        raise NotImplementedError("batchnorm_forward: write the training pass here")
    elif mode == "test":
        # -------------------------------------------------------------------------------------- YOUR CODE
        # Normalize x with running_mean and running_var. Scale and shift it, and store the result in out.
        # ------------------------------------------------------------------------------------------------
        raise NotImplementedError("batchnorm_forward: write the test pass here")
    else:
        raise ValueError(f'The mode of batch norm is {mode!r}. It must be "train" or "test".')

    bn_param["running_mean"] = running_mean
    bn_param["running_var"] = running_var
    return out, cache


def batchnorm_backward(dout, cache):
    """Backward pass of batch normalization in train mode, step by step through the computation graph.

    Args:
        dout: gradient of the loss with respect to out, shape (N, D).
        cache: what batchnorm_forward returned.

    Returns:
        (dx, dgamma, dbeta): shapes (N, D), (D,) and (D,).
    """
    # ------------------------------------------------------------------------------------------ YOUR CODE
    # Draw the graph of your forward pass on paper: one node for each small step. Then walk back, from out to
    # x, one line of code for each node. Where a value was used twice, its two gradients are added. The mean
    # and the variance also depend on x: do not forget these paths.
    # ----------------------------------------------------------------------------------------------------
    raise NotImplementedError("batchnorm_backward: write the backward pass here")


def batchnorm_backward_alt(dout, cache):
    """Backward pass of batch normalization once more, with a formula that you simplified on paper.

    It gets the same cache as batchnorm_backward, and returns the same three gradients.

    Args:
        dout: gradient of the loss with respect to out, shape (N, D).
        cache: what batchnorm_forward returned.

    Returns:
        (dx, dgamma, dbeta): shapes (N, D), (D,) and (D,).
    """
    # ------------------------------------------------------------------------------------------ YOUR CODE
    # Put all steps of the backward pass into one expression for dx, and make it as short as you can. Some
    # sums in it are zero, others you have already computed. In the end dx needs only a line or two.
    # ----------------------------------------------------------------------------------------------------
    raise NotImplementedError("batchnorm_backward_alt: write the simplified backward pass here")


def layernorm_forward(x, gamma, beta, ln_param):
    """Layer normalization: normalize each sample over its own features, then scale and shift.

    No sample depends on another one. So training and testing are the same, and there are no running averages.

    Args:
        x: input, shape (N, D).
        gamma: scale, shape (D,): one number for each feature, as in batch norm.
        beta: shift, shape (D,).
        ln_param: a dictionary with "eps", a small number under the root, 1e-5 if missing.

    Returns:
        (out, cache): out has shape (N, D).
    """
    # ------------------------------------------------------------------------------------------ YOUR CODE
    # Start from your training pass of batch norm. What must change, so that mean and variance belong to a
    # sample and not to a feature? Watch the shapes: gamma and beta still belong to the features.
    # ----------------------------------------------------------------------------------------------------
    raise NotImplementedError("layernorm_forward: write the forward pass here")


def layernorm_backward(dout, cache):
    """Backward pass of layer normalization.

    Args:
        dout: gradient of the loss with respect to out, shape (N, D).
        cache: what layernorm_forward returned.

    Returns:
        (dx, dgamma, dbeta): shapes (N, D), (D,) and (D,).
    """
    # ------------------------------------------------------------------------------------------ YOUR CODE
    # Start from a backward pass of batch norm. Ask of each sum: does it run over samples or over features?
    # The answer is not the same for dx as for dgamma and dbeta.
    # ----------------------------------------------------------------------------------------------------
    raise NotImplementedError("layernorm_backward: write the backward pass here")


# ----------------------------------------------------------------------------------------------------------
# Unit "Spatial normalization": not needed for BatchNormalization.ipynb. Leave it for later.
# The inputs are images now, of shape (N, C, H, W). Only RMS norm, at the end, takes (N, D) again.
# ----------------------------------------------------------------------------------------------------------


def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    """Spatial batch normalization: normalize each channel over all images and all pixels.

    Args:
        x: images, shape (N, C, H, W).
        gamma: scale, shape (C,).
        beta: shift, shape (C,).
        bn_param: the same dictionary as for batchnorm_forward; its running averages have shape (C,).

    Returns:
        (out, cache): out has shape (N, C, H, W).
    """
    # ------------------------------------------------------------------------------------------ YOUR CODE
    # Call batchnorm_forward; a few lines are enough. Rearrange x so that each pixel is a sample and each
    # channel a feature. A reshape alone would mix channels with pixels: move the axis of the channels first.
    # ----------------------------------------------------------------------------------------------------
    raise NotImplementedError("spatial_batchnorm_forward: write the forward pass here")


def spatial_batchnorm_backward(dout, cache):
    """Backward pass of spatial batch normalization in train mode.

    Args:
        dout: gradient of the loss with respect to out, shape (N, C, H, W).
        cache: what spatial_batchnorm_forward returned.

    Returns:
        (dx, dgamma, dbeta): shapes (N, C, H, W), (C,) and (C,).
    """
    # ------------------------------------------------------------------------------------------ YOUR CODE
    # Call a backward pass of batch norm, with the same rearrangement as in the forward pass.
    # ----------------------------------------------------------------------------------------------------
    raise NotImplementedError("spatial_batchnorm_backward: write the backward pass here")


def spatial_groupnorm_forward(x, gamma, beta, G, gn_param):
    """Group normalization: in each image, normalize every group of channels over its channels and pixels.

    The first C / G channels form the first group, the next C / G channels the second group, and so on.

    Args:
        x: images, shape (N, C, H, W).
        gamma: scale, one number for each channel, shape (1, C, 1, 1) or (C,). Accept both.
        beta: shift, in the same shape as gamma.
        G: number of groups; it divides C without remainder.
        gn_param: a dictionary with "eps", a small number under the root, 1e-5 if missing.

    Returns:
        (out, cache): out has shape (N, C, H, W).
    """
    # ------------------------------------------------------------------------------------------ YOUR CODE
    # Give the groups an axis of their own. Normalize each group of each image, and go back to four axes.
    # Scale and shift come last: they belong to the channels, not to the groups.
    # ----------------------------------------------------------------------------------------------------
    raise NotImplementedError("spatial_groupnorm_forward: write the forward pass here")


def spatial_groupnorm_backward(dout, cache):
    """Backward pass of group normalization.

    Args:
        dout: gradient of the loss with respect to out, shape (N, C, H, W).
        cache: what spatial_groupnorm_forward returned.

    Returns:
        (dx, dgamma, dbeta): dx has shape (N, C, H, W), the others have the shape of gamma.
    """
    # ------------------------------------------------------------------------------------------ YOUR CODE
    # This is layernorm_backward again. How many numbers were normalized together this time?
    # ----------------------------------------------------------------------------------------------------
    raise NotImplementedError("spatial_groupnorm_backward: write the backward pass here")


def instancenorm_forward(x, gamma, beta, in_param):
    """Instance normalization: in each image, normalize every channel over its own pixels.

    Args:
        x: images, shape (N, C, H, W).
        gamma: scale, one number for each channel, shape (1, C, 1, 1) or (C,). Accept both.
        beta: shift, in the same shape as gamma.
        in_param: a dictionary with "eps", a small number under the root, 1e-5 if missing.

    Returns:
        (out, cache): out has shape (N, C, H, W).
    """
    # ------------------------------------------------------------------------------------------ YOUR CODE
    # Write it directly, or find the number of groups for which group norm does the same.
    # ----------------------------------------------------------------------------------------------------
    raise NotImplementedError("instancenorm_forward: write the forward pass here")


def instancenorm_backward(dout, cache):
    """Backward pass of instance normalization.

    Args:
        dout: gradient of the loss with respect to out, shape (N, C, H, W).
        cache: what instancenorm_forward returned.

    Returns:
        (dx, dgamma, dbeta): dx has shape (N, C, H, W), the others have the shape of gamma.
    """
    # ------------------------------------------------------------------------------------------ YOUR CODE
    # Use what you did in the forward pass: your own formula, or group norm.
    # ----------------------------------------------------------------------------------------------------
    raise NotImplementedError("instancenorm_backward: write the backward pass here")


def rmsnorm_forward(x, gamma, rms_param):
    """RMS normalization: divide each sample by the root of the mean of its squares, then scale.

    It is layer norm made simpler: no mean is subtracted, and there is no beta. Many language models use it.

    Args:
        x: input, shape (N, D).
        gamma: scale, shape (D,).
        rms_param: a dictionary with "eps", a small number, 1e-5 if missing. It is added to the mean of the
            squares, under the root.

    Returns:
        (out, cache): out has shape (N, D).
    """
    # ------------------------------------------------------------------------------------------ YOUR CODE
    # Find one number for each sample, divide the sample by it, and scale each feature by gamma.
    # ----------------------------------------------------------------------------------------------------
    raise NotImplementedError("rmsnorm_forward: write the forward pass here")


def rmsnorm_backward(dout, cache):
    """Backward pass of RMS normalization.

    Args:
        dout: gradient of the loss with respect to out, shape (N, D).
        cache: what rmsnorm_forward returned.

    Returns:
        (dx, dgamma): shapes (N, D) and (D,).
    """
    # ------------------------------------------------------------------------------------------ YOUR CODE
    # Each entry of x acts on the output in two ways: directly, and through the number you divide by.
    # ----------------------------------------------------------------------------------------------------
    raise NotImplementedError("rmsnorm_backward: write the backward pass here")
