# row: eps outside the sqrt
# wrong: layernorm_forward
# said: layer norm divides by the standard deviation plus eps

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    N, D = x.shape
    x_hat = np.empty_like(x)
    sigmas = np.empty(N)
    for i in range(N):
        # normalize example by example
        sigmas[i] = x[i].std()
        x_hat[i] = (x[i] - x[i].mean()) / (sigmas[i] + eps)
    out = gamma * x_hat + beta
    return out, (x, x_hat, sigmas, gamma, eps)


def layernorm_backward(dout, cache):
    x, x_hat, sigmas, gamma, eps = cache
    N, D = x.shape
    dx = np.empty_like(x)
    for i in range(N):
        g = dout[i] * gamma
        c = x[i] - x[i].mean()
        q = sigmas[i] + eps
        dsigma = -(g @ c) / q**2
        dc = g / q + dsigma * c / (D * sigmas[i])
        dx[i] = dc - dc.mean()
    return dx, np.einsum("nd,nd->d", dout, x_hat), dout.sum(0)
