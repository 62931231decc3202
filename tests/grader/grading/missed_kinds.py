"""Kinds of errors that students make, put into the right hand-in of tests/corpus/base: exact texts and what replaces them."""

X_HAT_TEST = "x_hat = (x - running_mean) / np.sqrt(running_var + eps)"
LN_DX = "dx = (d - d.mean(axis=1, keepdims=True) - x_hat * (d * x_hat).mean(axis=1, keepdims=True)) / std"
ALT_DX = "dx = gamma / std * (dout - dout.mean(axis=0) - x_hat * (dout * x_hat).mean(axis=0))"
REG_LOOP = "for i in range(1, L + 1):\n            W ="
LAYERS = {
    "a wrong power in the variance path": [("std**-3", "std**-2")],
    "a factor of the variance path": [("dvar * 2 * (x - mu) / N", "dvar * (x - mu) / N")],
    "a statistic multiplied with, forward": [
        ("x_hat = (x - mu) / std\n        out", "x_hat = (x - mu) * std\n        out")
    ],
    "a statistic multiplied with, backward": [("dx = dx_hat / std + dvar", "dx = dx_hat * std + dvar")],
    "element-wise, batch norm": [("dx = dx_hat / std + dvar * 2 * (x - mu) / N + dmu / N", "dx = dx_hat / std")],
    "element-wise, alternative": [(ALT_DX, "dx = gamma / std * dout")],
    "element-wise, layer norm": [(LN_DX, "dx = d / std")],
    "axis of the other norm, layer norm": [
        (LN_DX, "dx = (d - d.mean(axis=0) - x_hat * (d * x_hat).mean(axis=0)) / std")
    ],
    "a variance as a deviation": [(X_HAT_TEST, "x_hat = (x - running_mean) / (running_var + eps)")],
    "a variance for a mean": [(X_HAT_TEST, "x_hat = (x - running_var) / np.sqrt(running_var + eps)")],
    "the batch's mean twice": [("momentum * running_mean +", "momentum * mu +")],
    "the batch's variance twice": [("momentum * running_var +", "momentum * var +")],
    "eps beside the root, backward": [
        ("cache = (x, mu, std, x_hat, gamma)", "cache = (x, mu, var, eps, x_hat, gamma)"),
        (
            "def batchnorm_backward(dout, cache):\n    x, mu, std, x_hat, gamma = cache",
            "def batchnorm_backward(dout, cache):\n    x, mu, var, eps, x_hat, gamma = cache\n    std = np.sqrt(var) + eps",
        ),
        (
            "def batchnorm_backward_alt(dout, cache):\n    x, mu, std, x_hat, gamma = cache",
            "def batchnorm_backward_alt(dout, cache):\n    x, mu, var, eps, x_hat, gamma = cache\n    std = np.sqrt(var + eps)",
        ),
    ],
    "the sign of the shift in test mode": [
        ("+ eps)\n        out = gamma * x_hat + beta", "+ eps)\n        out = gamma * x_hat - beta")
    ],
    "a cache that fits another backward": [
        (
            "std, x_hat, gamma = cache\n    dbeta = dout.sum(axis=0)\n    dgamma = (dout * x_hat).sum(axis=0)\n    d =",
            "x, mu, std, x_hat, gamma = cache\n    dbeta = dout.sum(axis=0)\n    dgamma = (dout * x_hat).sum(axis=0)\n    d =",
        )
    ],
    "an old argument name": [("mu = x.mean(axis=1, keepdims=True)", "mu = x.mean(axis=1, keepdim=True)")],
    "two faults at once": [
        (
            "dbeta = dout.sum(axis=0)\n    dgamma = (dout * x_hat).sum(axis=0)\n    dx_hat",
            "dbeta = dout.mean(axis=0)\n    dgamma = (dout * x).sum(axis=0)\n    dx_hat",
        )
    ],
}
NET = {
    "a last layer missing": [
        (
            'scores, last_cache = affine_forward(a, self.params["W%d" % L], self.params["b%d" % L])',
            "scores, last_cache = a, fc_cache",
        )
    ],
    "a layer applied twice": [
        ("a, relu_cache = relu_forward(a)", "a, relu_cache = relu_forward(relu_forward(a)[0] - 0.1)")
    ],
    "probabilities in test mode": [
        (
            "            return scores\n",
            "            return np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)\n",
        )
    ],
    "no regularisation of the loss": [("loss += 0.5 * self.reg * np.sum(W * W)", "loss += 0")],
    "regularisation doubled": [("loss += 0.5 * self.reg", "loss += self.reg")],
    "no regularisation of the last layer": [(REG_LOOP, "for i in range(1, L):\n            W =")],
    "regularisation and something else": [
        ("loss += 0.5 * self.reg", "loss += self.reg"),
        ("range(L - 1, 0, -1)", "range(L - 1, 1, -1)"),
    ],
    "a list for a dictionary": [("grads = {}", "grads = []")],
    "a dictionary for a list": [("a, caches = X, []", "a, caches = X, {}")],
}
