"""Right layers in other people's styles, and wrong ones as they really occur."""

import pytest

RUBRIC = "spatial_normalization"

GROUP = """
import numpy as np

def spatial_groupnorm_forward(x, gamma, beta, G, gn_param):
    eps = gn_param.get("eps", 1e-5)
    N, C, H, W = x.shape
    out, hat, deviations = np.zeros_like(x), np.zeros_like(x), np.zeros((N, G))
    for n in range(N):
        for g in range(G):
            part = slice(g * C // G, (g + 1) * C // G)
            deviations[n, g] = np.sqrt(x[n, part].var() + eps)
            hat[n, part] = (x[n, part] - x[n, part].mean()) / deviations[n, g]
    out = SCALE
    return out, {"hat": hat, "deviations": deviations, "gamma": gamma, "G": G}

def spatial_groupnorm_backward(dout, cache):
    hat, G = cache["hat"], cache["G"]
    N, C, H, W = dout.shape
    dgamma, dbeta = np.einsum("nchw,nchw->c", dout, hat), np.einsum("nchw->c", dout)
    d = dout * cache["gamma"].reshape(1, -1, 1, 1)
    dx = np.zeros_like(d)
    for n in range(N):
        for g in range(G):
            part = slice(g * C // G, (g + 1) * C // G)
            centered = d[n, part] - d[n, part].mean() - hat[n, part] * (d[n, part] * hat[n, part]).mean()
            dx[n, part] = centered / cache["deviations"][n, g]
    return dx, SHAPED
"""
ONE_AXIS = GROUP.replace("SCALE", "gamma[None, :, None, None] * hat + beta[None, :, None, None]").replace(
    "SHAPED", "dgamma, dbeta"
)
FOUR_AXES = GROUP.replace("SCALE", "gamma * hat + beta").replace(
    "SHAPED", "dgamma.reshape(1, -1, 1, 1), dbeta.reshape(1, -1, 1, 1)"
)
EITHER = GROUP.replace("SCALE", "gamma.reshape(1, C, 1, 1) * hat + beta.reshape(1, C, 1, 1)").replace(
    "SHAPED", "dgamma, dbeta"
)
GROUP_CRITERIA = [
    "spatial_groupnorm_forward.output",
    "spatial_groupnorm_backward.reference",
    "spatial_groupnorm_backward.gradient",
]


@pytest.mark.parametrize("layers", [ONE_AXIS, FOUR_AXES, EITHER], ids=["one axis", "four axes", "either"])
def test_group_norm_by_loops_earns_all_whichever_shape_of_gamma_it_takes(graded, layers):
    criteria = graded(layers)
    assert [criteria[name].verdict.value for name in GROUP_CRITERIA] == ["pass"] * 3


def test_group_norm_over_the_wrong_groups_earns_nothing_for_its_output(graded):
    criteria = graded(EITHER.replace("part = slice(g * C // G, (g + 1) * C // G)", "part = slice(g, C, G)"))
    assert criteria["spatial_groupnorm_forward.output"].verdict.value == "fail"


SPATIAL = """
import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    if bn_param["mode"] == "test":
        x_hat = (x - bn_param["running_mean"]) / np.sqrt(bn_param["running_var"] + bn_param.get("eps", 1e-5))
        return gamma * x_hat + beta, None
    mean, var = x.mean(0), x.var(0)
    keep = bn_param.get("momentum", 0.9)
    bn_param["running_mean"] = keep * bn_param.get("running_mean", 0) + (1 - keep) * mean
    bn_param["running_var"] = keep * bn_param.get("running_var", 0) + (1 - keep) * var
    std = np.sqrt(var + bn_param.get("eps", 1e-5))
    x_hat = (x - mean) / std
    return gamma * x_hat + beta, (x_hat, std, gamma)

def batchnorm_backward(dout, cache):
    x_hat, std, gamma = cache
    dgamma, dbeta = (dout * x_hat).sum(0), dout.sum(0)
    return gamma / std * (dout - dbeta / len(dout) - x_hat * dgamma / len(dout)), dgamma, dbeta

def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    rows = np.moveaxis(x, 1, 3)
    out, cache = batchnorm_forward(rows.reshape(-1, x.shape[1]), gamma, beta, bn_param)
    return np.moveaxis(out.reshape(rows.shape), 3, 1), cache

def spatial_batchnorm_backward(dout, cache):
    rows = np.moveaxis(dout, 1, 3)
    dx, dgamma, dbeta = batchnorm_backward(rows.reshape(-1, dout.shape[1]), cache)
    return np.moveaxis(dx.reshape(rows.shape), 3, 1), dgamma, dbeta
"""


def _spatial(criteria):
    return {name: c.verdict.value for name, c in criteria.items() if name.startswith("spatial_batchnorm")}


def test_spatial_batch_norm_on_top_of_ones_own_batch_norm_earns_all(graded):
    assert set(_spatial(graded(SPATIAL)).values()) == {"pass"}


def test_a_running_variance_of_another_shape_keeps_most_of_the_points(graded):
    criteria = graded(SPATIAL.replace("x.mean(0), x.var(0)", "x.mean(0, keepdims=True), x.var(0, keepdims=True)"))
    assert criteria["spatial_batchnorm_forward.running"].fraction == pytest.approx(0.9)


def test_a_backward_that_follows_its_own_wrong_forward_is_carried(graded):
    verdicts = _spatial(graded(SPATIAL.replace('np.sqrt(var + bn_param.get("eps", 1e-5))', "np.sqrt(var)")))
    assert verdicts["spatial_batchnorm_forward.train"] in ("fail", "partial")
    assert verdicts["spatial_batchnorm_backward.reference"] == "carried"
    assert verdicts["spatial_batchnorm_backward.gradient"] == "carried"


@pytest.mark.parametrize(("eps", "named"), [("1e-6", ["eps_default_changed"]), ("3e-5", [])])
def test_another_default_of_eps_costs_a_fifth_whether_it_is_known_or_not(graded, eps, named):
    criteria = graded(EITHER.replace('gn_param.get("eps", 1e-5)', f'gn_param.get("eps", {eps})'))
    output, *backward = (criteria[name] for name in GROUP_CRITERIA)
    assert output.fraction == 0.8
    assert [finding.mistake for finding in output.findings if finding.mistake] == named
    assert [criterion.verdict.value for criterion in backward] == ["pass", "pass"]


def test_settings_without_any_default_cost_a_fifth_too_where_they_are_read(graded):
    criteria = graded(SPATIAL.replace('bn_param.get("eps", 1e-5)', 'bn_param["eps"]'))
    found = {name: criteria[f"spatial_batchnorm_forward.{name}"] for name in ("train", "running", "test")}
    assert {name: criterion.fraction for name, criterion in found.items()} == {"train": 0.8, "running": 1, "test": 0.8}
    assert {finding.kind.value for finding in found["train"].findings} == {"key_never_stored"}
