"""Kinds of errors that students make, in a right hand-in, are named: by a mistake, by a variant, or by their line."""

import difflib

import pytest

from grader.grading.repairing import find_repairs
from grader.model.finding import FindingKind
from grader.model.repair import RepairsWanted
from grader.model.verdict import Confidence
from grader.repairs.fresh import fresh_cases
from grader.submission.read import submission_of
from tests.corpus.hand_ins import BASES

X_HAT_TEST = "x_hat = (x - running_mean) / np.sqrt(running_var + eps)"
LN_DX = "dx = (d - d.mean(axis=1, keepdims=True) - x_hat * (d * x_hat).mean(axis=1, keepdims=True)) / std"
ALT_DX = "dx = gamma / std * (dout - dout.mean(axis=0) - x_hat * (dout * x_hat).mean(axis=0))"
REG_LOOP = "for i in range(1, L + 1):\n            W ="
KINDS = {
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
            "def batchnorm_backward(dout, cache):\n    x, mu, var, eps, x_hat, gamma = cache\n"
            "    std = np.sqrt(var) + eps",
        ),
        (
            "def batchnorm_backward_alt(dout, cache):\n    x, mu, std, x_hat, gamma = cache",
            "def batchnorm_backward_alt(dout, cache):\n    x, mu, var, eps, x_hat, gamma = cache\n"
            "    std = np.sqrt(var + eps)",
        ),
    ],
    "the sign of the shift in test mode": [
        ("+ eps)\n        out = gamma * x_hat + beta", "+ eps)\n        out = gamma * x_hat - beta")
    ],
    "a cache that fits another backward": [("    std, x_hat, gamma = cache", "    x, mu, std, x_hat, gamma = cache")],
    "an old argument name": [("mu = x.mean(axis=1, keepdims=True)", "mu = x.mean(axis=1, keepdim=True)")],
    "two faults at once": [
        (
            "dbeta = dout.sum(axis=0)\n    dgamma = (dout * x_hat).sum(axis=0)\n    dx_hat",
            "dbeta = dout.mean(axis=0)\n    dgamma = (dout * x).sum(axis=0)\n    dx_hat",
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
    "a list for a dictionary": [("grads = {}", "grads = []")],
    "a dictionary for a list": [("a, caches = X, []", "a, caches = X, {}")],
}


def wrong(changes):
    """The right hand-in with texts of one of its files exchanged, and the numbers of the lines that differ."""
    files, lines = {}, set()
    for path, name in (("cs231n/layers.py", "layers.py"), ("cs231n/classifiers/fc_net.py", "fc_net.py")):
        text = right = (BASES / name).read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) <= 1
            text = text.replace(old, new)
        changed = difflib.SequenceMatcher(None, right.splitlines(), text.splitlines(), autojunk=False).get_opcodes()
        lines |= {n + 1 for kind, _, _, begin, end in changed if kind != "equal" for n in range(begin, end)}
        files[path] = text.encode()
    return files, lines


@pytest.fixture(scope="module")
def fresh(assignment):
    return fresh_cases(assignment)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_the_kind_is_named(kind, marker, assignment, expectations, slot, fresh):
    files, lines = wrong(KINDS[kind])
    submission = submission_of("one", files, assignment)
    result = marker.judge(marker.record(submission))
    findings = [f for q in result.questions for c in q.criteria for f in c.findings]
    named = [f for f in findings if f.kind in (FindingKind.MISTAKE, FindingKind.AS_IF)]
    if not any(finding.confidence is not Confidence.POSSIBLE for finding in named):
        wanted = RepairsWanted.ALL
        found = find_repairs(submission, result, assignment, expectations, lambda: fresh, lambda: slot, wanted)
        assert {place.line for repair in found.found for place in repair.places} & lines
