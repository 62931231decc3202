# row: unknown
# rubric: fully_connected
# wrong: softmax_loss
# said: the labels are smoothed by a tenth, which nobody asked for

def softmax_loss(x, y):
    N, C = x.shape
    z = x - x.max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    target = np.full((N, C), 0.1 / C)
    target[np.arange(N), y] += 0.9
    loss = -(target * logp).sum() / N
    return loss, (np.exp(logp) - target) / N
