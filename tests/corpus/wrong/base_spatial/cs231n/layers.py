"""My layers for the image part. H * W pixels of N images are just N * H * W samples of C features."""

import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    eps, keep = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    old_mean = bn_param.get("running_mean", np.zeros(x.shape[1], dtype=x.dtype))
    old_var = bn_param.get("running_var", np.zeros(x.shape[1], dtype=x.dtype))
    if bn_param["mode"] == "test":
        return gamma * (x - old_mean) / np.sqrt(old_var + eps) + beta, None
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    bn_param["running_mean"] = keep * old_mean + (1 - keep) * mean
    bn_param["running_var"] = keep * old_var + (1 - keep) * var
    scale = 1 / np.sqrt(var + eps)
    normed = (x - mean) * scale
    return gamma * normed + beta, (normed, scale, gamma)


def batchnorm_backward(dout, cache):
    normed, scale, gamma = cache
    dbeta = dout.sum(axis=0)
    dgamma = np.sum(normed * dout, axis=0)
    dnormed = gamma * dout
    dx = scale * (dnormed - dnormed.mean(axis=0) - normed * np.mean(normed * dnormed, axis=0))
    return dx, dgamma, dbeta


def batchnorm_backward_alt(dout, cache):
    return batchnorm_backward(dout, cache)


def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    N, C, H, W = x.shape
    rows = x.transpose(0, 2, 3, 1).reshape(-1, C)
    out, cache = batchnorm_forward(rows, gamma, beta, bn_param)
    return out.reshape(N, H, W, C).transpose(0, 3, 1, 2), cache


def spatial_batchnorm_backward(dout, cache):
    N, C, H, W = dout.shape
    dx, dgamma, dbeta = batchnorm_backward(dout.transpose(0, 2, 3, 1).reshape(-1, C), cache)
    return dx.reshape(N, H, W, C).transpose(0, 3, 1, 2), dgamma, dbeta


def spatial_groupnorm_forward(x, gamma, beta, G, gn_param):
    N, C, H, W = x.shape
    rows = x.reshape(N * G, -1)
    inv = (rows.var(axis=1, keepdims=True) + gn_param.get("eps", 1e-5)) ** -0.5
    normed = ((rows - rows.mean(axis=1, keepdims=True)) * inv).reshape(x.shape)
    wide_gamma, wide_beta = gamma.reshape(1, C, 1, 1), beta.reshape(1, C, 1, 1)
    return wide_gamma * normed + wide_beta, (normed, inv, wide_gamma, gamma.shape, G)


def spatial_groupnorm_backward(dout, cache):
    normed, inv, gamma, shape, G = cache
    dgamma = np.sum(dout * normed, axis=(0, 2, 3)).reshape(shape)
    dbeta = np.sum(dout, axis=(0, 2, 3)).reshape(shape)
    d = (dout * gamma).reshape(len(inv), -1)
    h = normed.reshape(len(inv), -1)
    dx = inv * (d - d.mean(axis=1, keepdims=True) - h * (d * h).mean(axis=1, keepdims=True))
    return dx.reshape(dout.shape), dgamma, dbeta


def instancenorm_forward(x, gamma, beta, in_param):
    C = x.shape[1]
    centred = x - x.mean((2, 3), keepdims=True)
    root = np.sqrt((centred**2).mean((2, 3), keepdims=True) + in_param.get("eps", 1e-5))
    normed = centred / root
    out = gamma.reshape(1, C, 1, 1) * normed + beta.reshape(1, C, 1, 1)
    return out, (normed, root, gamma)


def instancenorm_backward(dout, cache):
    normed, root, gamma = cache
    d = dout * gamma.reshape(1, -1, 1, 1)
    along = normed * (d * normed).mean((2, 3), keepdims=True)
    dx = (d - d.mean((2, 3), keepdims=True) - along) / root
    dgamma = np.einsum("nchw,nchw->c", dout, normed).reshape(gamma.shape)
    dbeta = np.einsum("nchw->c", dout).reshape(gamma.shape)
    return dx, dgamma, dbeta


def rmsnorm_forward(x, gamma, rms_param):
    inv = (np.mean(x**2, axis=1, keepdims=True) + rms_param.get("eps", 1e-5)) ** -0.5
    return gamma * x * inv, (x * inv, inv, gamma)


def rmsnorm_backward(dout, cache):
    h, inv, gamma = cache
    g = dout * gamma
    return inv * (g - h * np.mean(g * h, axis=1, keepdims=True)), np.sum(dout * h, axis=0)
