# row: other: beta missing
# wrong: layernorm_forward
# said: layer norm's output misses its shift

def layernorm_forward(x, gamma, beta, ln_param):
    m = x.mean(axis=1).reshape(-1, 1)
    s = np.sqrt(x.var(axis=1).reshape(-1, 1) + ln_param.get("eps", 1e-5))
    h = (x - m) / s
    return np.multiply(h, gamma), (h, s, gamma)
