"""What a student can earn and lose: a mistake is charged once, and nothing can be bought."""

import pytest

FORWARD = ("batchnorm_forward.train", "batchnorm_forward.running", "batchnorm_forward.test")
BACKWARD = tuple(f"batchnorm_backward{alt}.{c}" for alt in ("", "_alt") for c in ("reference", "gradient"))
NET = tuple(f"fc_batchnorm.{c}" for c in ("parameters", "loss", "gradients", "test_mode"))
EARNS = {"pass", "carried"}

UNBIASED = """
def batchnorm_forward(x, gamma, beta, bn_param, _right=batchnorm_forward):
    if bn_param["mode"] == "test":
        return _right(x, gamma, beta, bn_param)
    eps = bn_param.get("eps", 1e-5)
    mu, std = x.mean(axis=0), np.sqrt(x.var(axis=0, ddof=1) + eps)
    _right(x, gamma, beta, bn_param)
    x_hat = (x - mu) / std
    return gamma * x_hat + beta, (x, mu, std, x_hat, gamma)


def batchnorm_backward(dout, cache):
    x, mu, std, x_hat, gamma = cache
    N = x.shape[0]
    d = dout * gamma
    dx = (d - d.mean(axis=0) - x_hat * (d * x_hat).sum(axis=0) / (N - 1)) / std
    return dx, (dout * x_hat).sum(axis=0), dout.sum(axis=0)


batchnorm_backward_alt = batchnorm_backward
"""

TRIVIAL = """
def batchnorm_forward(x, gamma, beta, bn_param):
    bn_param.setdefault("running_mean", x.mean(axis=0))
    bn_param.setdefault("running_var", x.var(axis=0))
    return gamma * x + beta, (x, gamma)


def batchnorm_backward(dout, cache):
    x, gamma = cache
    return dout * gamma, (dout * x).sum(axis=0), dout.sum(axis=0)


batchnorm_backward_alt = batchnorm_backward
"""

TRIVIAL_IN_TRAINING = (
    TRIVIAL.replace("def batchnorm_forward(", "def _trivial(")
    + """
def batchnorm_forward(x, gamma, beta, bn_param, _right=batchnorm_forward):
    out, _ = _right(x, gamma, beta, bn_param)
    return (out, None) if bn_param["mode"] == "test" else (gamma * x + beta, (x, gamma))
"""
)

LINEAR_AROUND_THE_POINT = """
_RNG = np.random.default_rng(5)
_SLOPES = {}


def batchnorm_forward(x, gamma, beta, bn_param, _right=batchnorm_forward):
    anchor = np.round(x, 1)
    slope = _SLOPES.setdefault(x.shape, _RNG.normal(size=x.shape))
    out, cache = _right(WHERE, gamma, beta, bn_param)
    return FACTOR * out + slope * (x - WHERE), (cache, slope, FACTOR)


def batchnorm_backward(dout, cache, _right=batchnorm_backward):
    kept, slope, factor = cache
    _, dgamma, dbeta = _right(dout, kept)
    return dout * slope, factor * dgamma, factor * dbeta


batchnorm_backward_alt = batchnorm_backward
"""


def test_a_wrong_forward_with_a_right_backward_costs_the_forward_alone(marker):
    found = marker.verdicts(marker.changed(UNBIASED))
    assert found["batchnorm_forward.train"] == "fail"
    assert {found[name] for name in FORWARD[1:]} == {"pass"}
    assert {found[name] for name in BACKWARD} == {"carried"}
    assert {found[name] for name in NET} <= EARNS


def test_a_trivial_layer_with_its_trivial_backward_earns_nothing(marker):
    found = marker.verdicts(marker.changed(TRIVIAL))
    assert {found[name] for name in (*FORWARD, *BACKWARD)} == {"fail"}


def test_a_trivial_training_pass_does_not_buy_the_backward_even_when_test_mode_is_right(marker):
    found = marker.verdicts(marker.changed(TRIVIAL_IN_TRAINING))
    assert found["batchnorm_forward.test"] == "pass"
    assert {found[name] for name in BACKWARD} == {"fail"}


@pytest.mark.parametrize("factor", ["1", "1.001"])
def test_a_forward_that_is_linear_around_the_point_buys_its_random_backward_nothing(marker, factor):
    code = LINEAR_AROUND_THE_POINT.replace("FACTOR", factor).replace("WHERE", "anchor" if factor != "1" else "x")
    found = marker.verdicts(marker.changed(code))
    assert not {found[name] for name in BACKWARD} & EARNS


def test_a_backward_that_is_missing_blocks_what_needs_it_and_says_what(marker):
    broken = "def batchnorm_backward(dout, cache):\n    raise NotImplementedError"
    result = marker.judge(marker.record(marker.changed(broken)))
    net = next(q for q in result.questions if q.id == "fc_batchnorm")
    assert [c.verdict.value for c in net.criteria] == ["pass", "blocked", "blocked", "pass"]
    assert net.criteria[1].findings[0].caused_by == "batchnorm_backward"


def test_a_net_that_skips_an_identity_layer_earns_nothing_by_agreeing_with_it(marker):
    identity = """
def batchnorm_forward(x, gamma, beta, bn_param):
    return x, None


def batchnorm_backward(dout, cache):
    zero = np.zeros(dout.shape[1])
    return dout, zero, zero
"""
    found = marker.verdicts(marker.changed(identity))
    assert not {found[name] for name in NET[1:]} & EARNS


def test_noise_in_a_forward_does_not_widen_the_limit(marker):
    noisy = """
def batchnorm_forward(x, gamma, beta, bn_param, _right=batchnorm_forward):
    out, cache = _right(x, gamma, beta, bn_param)
    return out + 1e-3 * np.random.randn(*out.shape), cache


def batchnorm_backward(dout, cache):
    return 1.01 * dout, dout.sum(axis=0), dout.sum(axis=0)
"""
    found = marker.verdicts(marker.changed(noisy))
    assert not {found[f"batchnorm_backward.{c}"] for c in ("reference", "gradient")} & EARNS


@pytest.mark.parametrize(
    "quirk",
    [
        "def relu_forward(x):\n    print('noise')\n    np.log(np.zeros(1))\n    return np.maximum(x, 0), x",
        "def relu_backward(dout, cache):\n    dout[cache <= 0] = 0\n    return dout",
        "def layernorm_backward(dout, cache, _right=layernorm_backward):\n    return list(_right(dout, cache))",
        "import warnings\nwarnings.simplefilter('error')",
        "np.seterr(all='raise')",
    ],
)
def test_a_quirk_costs_nothing(marker, quirk):
    found = marker.verdicts(marker.changed(quirk))
    assert {v for name, v in found.items() if not name.startswith(("inline", "notebook"))} == {"pass"}
