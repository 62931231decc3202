# row: eps left out
# wrong: layernorm_forward
# said: layer norm divides by the plain standard deviation, eps is read and never used

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    out = []
    kept = []
    for sample in x:
        s = np.std(sample)
        h = (sample - np.mean(sample)) / s
        out.append(h * gamma + beta)
        kept.append((h, s))
    return np.vstack(out), (kept, gamma)


def layernorm_backward(dout, cache):
    kept, gamma = cache
    dx = np.zeros_like(dout)
    dgamma = np.zeros_like(gamma)
    for i, (h, s) in enumerate(kept):
        g = dout[i] * gamma
        dx[i] = (g - g.mean() - h * (g * h).mean()) / s
        dgamma += dout[i] * h
    return dx, dgamma, dout.sum(axis=0)
