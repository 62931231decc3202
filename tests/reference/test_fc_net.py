import autograd
import autograd.numpy as anp
import numpy as np
import pytest

from reference import FullyConnectedNet, fc_net, layer_utils

NORMALIZATIONS = pytest.mark.parametrize("normalization", [None, "batchnorm", "layernorm", "rmsnorm"])
DEPTHS = pytest.mark.parametrize("hidden_dims", [[], [7], [7, 5], [7, 5, 6]], ids=len)
EPS = 0.05


def normalize(x, normalization):
    if normalization == "rmsnorm":
        return x / anp.sqrt(anp.mean(x**2, axis=1, keepdims=True) + EPS)
    axis = 0 if normalization == "batchnorm" else 1
    centered = x - anp.mean(x, axis=axis, keepdims=True)
    return centered / anp.sqrt(anp.var(x, axis=axis, keepdims=True) + EPS)


def scores_formula(params, x, normalization, masks):
    """One mask of dropout a hidden layer."""
    x = anp.reshape(x, (len(x), -1))
    last = len(masks) + 1
    for i, mask in enumerate(masks, 1):
        x = anp.dot(x, params[f"W{i}"]) + params[f"b{i}"]
        if normalization:
            x = params[f"gamma{i}"] * normalize(x, normalization) + params.get(f"beta{i}", 0.0)
        x = anp.maximum(x, 0) * mask
    return anp.dot(x, params[f"W{last}"]) + params[f"b{last}"]


def loss_formula(params, x, y, normalization, reg, masks):
    scores = scores_formula(params, x, normalization, masks)
    log_p = scores - anp.log(anp.sum(anp.exp(scores), axis=1, keepdims=True))
    weights = [value for name, value in params.items() if name.startswith("W")]
    return -anp.mean(log_p[anp.arange(len(y)), y]) + reg / 2 * sum(anp.sum(w**2) for w in weights)


def build(rng, hidden_dims, normalization=None, **settings):
    """A net in float64 with random parameters throughout and a large eps; samples and labels for it."""
    net = FullyConnectedNet(hidden_dims, 12, 4, normalization=normalization, **{"dtype": np.float64, **settings})
    for name, value in net.params.items():
        net.params[name] = rng.normal(size=value.shape)
    for param in net.bn_params:
        param["eps"] = EPS
    return net, rng.normal(size=(6, 3, 2, 2)), rng.integers(4, size=6)


@NORMALIZATIONS
@DEPTHS
@pytest.mark.parametrize("reg", [0.0, 0.3])
def test_loss_and_gradients_are_those_of_the_formula(normalization, hidden_dims, reg, rng, assert_close):
    net, x, y = build(rng, hidden_dims, normalization, reg=reg)
    loss, grads = net.loss(x, y)
    masks = [1.0] * len(hidden_dims)
    expected = autograd.value_and_grad(loss_formula)(net.params, x, y, normalization, reg, masks)
    assert loss == pytest.approx(expected[0], rel=1e-12)
    assert grads.keys() == net.params.keys()
    for name, grad in grads.items():
        assert_close(grad, expected[1][name])


@NORMALIZATIONS
def test_dropout_stands_behind_every_hidden_layer(normalization, rng, assert_close):
    net, x, y = build(rng, [7, 5], normalization, dropout_keep_ratio=0.6, seed=3)
    loss, grads = net.loss(x, y)
    masks = [(np.random.RandomState(3).random_sample((6, size)) < 0.6) / 0.6 for size in (7, 5)]
    expected = autograd.value_and_grad(loss_formula)(net.params, x, y, normalization, 0.0, masks)
    assert loss == pytest.approx(expected[0], rel=1e-12)
    for name, grad in grads.items():
        assert_close(grad, expected[1][name])


@pytest.mark.parametrize("normalization", [None, "layernorm", "rmsnorm"])
def test_without_labels_it_returns_scores_without_dropout(normalization, rng, assert_close):
    net, x, _ = build(rng, [7, 5], normalization, dropout_keep_ratio=0.6)
    assert_close(net.loss(x), scores_formula(net.params, x, normalization, [1.0, 1.0]))


def test_in_test_mode_batch_norm_uses_what_training_gathered(rng, assert_close):
    net, x, y = build(rng, [7], "batchnorm")
    net.bn_params[0]["momentum"] = 0.0  # so that the averages are those of the one training batch
    net.loss(x, y)
    assert_close(net.loss(x), scores_formula(net.params, x, "batchnorm", [1.0]))
    assert_close(net.loss(x[:1]), scores_formula(net.params, x, "batchnorm", [1.0])[:1])


def test_a_pass_in_test_mode_leaves_the_running_averages(rng):
    net, x, y = build(rng, [7], "batchnorm")
    net.loss(x, y)
    before = net.bn_params[0]["running_mean"].copy()
    net.loss(x + 1)
    assert np.array_equal(net.bn_params[0]["running_mean"], before)


@pytest.mark.parametrize(
    ("normalization", "names"),
    [
        (None, "W1 b1 W2 b2 W3 b3"),
        ("batchnorm", "W1 b1 gamma1 beta1 W2 b2 gamma2 beta2 W3 b3"),
        ("layernorm", "W1 b1 gamma1 beta1 W2 b2 gamma2 beta2 W3 b3"),
        ("rmsnorm", "W1 b1 gamma1 W2 b2 gamma2 W3 b3"),
    ],
)
def test_hidden_layers_have_the_parameters_of_their_normalization_and_the_last_has_none(normalization, names):
    net = FullyConnectedNet([7, 5], 12, 4, normalization=normalization)
    assert list(net.params) == names.split()


def test_parameters_have_the_sizes_of_their_layers():
    net = FullyConnectedNet([7, 5], 12, 4, normalization="batchnorm")
    shapes = {name: value.shape for name, value in net.params.items() if name[-1] in "13"}
    assert shapes == {"W1": (12, 7), "b1": (7,), "gamma1": (7,), "beta1": (7,), "W3": (5, 4), "b3": (4,)}


def test_the_course_defaults_are_cifar_sized_float32_and_plain():
    net = FullyConnectedNet([5])
    assert (net.params["W1"].shape, net.params["W2"].shape) == ((3072, 5), (5, 10))
    assert (net.dtype, net.reg, net.normalization, net.use_dropout) == (np.float32, 0.0, None, False)
    assert (net.num_layers, net.bn_params, net.dropout_param) == (2, [], {})


def test_weights_begin_normal_scales_at_one_and_the_rest_at_zero(seeded):
    net = FullyConnectedNet([50], 300, 4, normalization="batchnorm", weight_scale=0.2)
    assert np.std(net.params["W1"]) == pytest.approx(0.2, rel=0.02)
    assert np.mean(net.params["W1"]) == pytest.approx(0, abs=0.01)
    assert np.all(net.params["gamma1"] == 1)
    assert not any(net.params[name].any() for name in ("b1", "beta1", "b2"))


def test_the_notebooks_seed_repeats_the_weights(seeded):
    first = FullyConnectedNet([5], 12)
    seeded(231)
    assert np.array_equal(FullyConnectedNet([5], 12).params["W2"], first.params["W2"])


def test_layers_that_need_a_mode_begin_in_train_mode():
    net = FullyConnectedNet([5, 5], 12, normalization="batchnorm", dropout_keep_ratio=0.5, seed=1)
    assert net.bn_params == [{"mode": "train"}, {"mode": "train"}]
    assert net.dropout_param == {"mode": "train", "p": 0.5, "seed": 1}
    assert FullyConnectedNet([5], 12, normalization="layernorm").bn_params == [{}]


@NORMALIZATIONS
def test_float32_stays_float32(normalization, rng):
    net, x, y = build(rng, [7], normalization, dtype=np.float32, dropout_keep_ratio=0.5, reg=0.1)
    net.params = {name: value.astype(np.float32) for name, value in net.params.items()}
    _, grads = net.loss(x, y)
    assert {a.dtype for a in (net.loss(x), *grads.values())} == {np.dtype(np.float32)}


@pytest.mark.parametrize("shape", [(6, 12), (6, 3, 4), (6, 2, 3, 2), (1, 12, 1)])
def test_samples_may_have_any_shape(shape, rng):
    net, *_ = build(rng, [7])
    assert net.loss(rng.normal(size=shape)).shape == (shape[0], 4)


def test_an_unknown_normalization_is_refused():
    with pytest.raises(ValueError, match="normalization is 'batch'"):
        FullyConnectedNet([5], normalization="batch")


@NORMALIZATIONS
def test_layers_are_found_by_name_and_given_positional_arguments_when_called(normalization, rng, monkeypatch):
    """The grader puts other layers under these names, with caches that only they can read."""
    net, x, y = build(rng, [7, 5], normalization, dropout_keep_ratio=0.5, seed=1)
    expected = net.loss(x, y)
    calls = wrap_layers(monkeypatch)
    got = net.loss(x, y)
    assert got[0] == expected[0]
    norm_calls = [f"{normalization}_{way}" for way in ("forward", "backward")] if normalization else []
    assert set(calls) == {
        *norm_calls,
        *(f"{layer}_{way}" for layer in ("affine", "relu", "dropout") for way in ("forward", "backward")),
        "softmax_loss",
    }


def wrap_layers(monkeypatch):
    """Replace every layer in both modules by one that hides its cache; returns the names as they are called."""
    calls: list[str] = []

    def wrapped(name, layer):
        def call(*args):
            calls.append(name)
            if name.endswith("backward"):
                return layer(args[0], args[1]["hidden"])
            if name.endswith("forward"):
                out, cache = layer(*args)
                return out, {"hidden": cache}
            return layer(*args)

        return call

    kinds = ("affine", "relu", "dropout", "batchnorm", "layernorm", "rmsnorm")
    names = [f"{kind}_{way}" for kind in kinds for way in ("forward", "backward")]
    for module in (fc_net, layer_utils):
        for name in {*names, "softmax_loss"} & vars(module).keys():
            monkeypatch.setattr(module, name, wrapped(name, getattr(module, name)))
    return calls


def test_batch_norm_gets_the_nets_own_bn_params(rng, monkeypatch):
    net, x, _ = build(rng, [7, 5], "batchnorm")
    seen = []
    monkeypatch.setattr(layer_utils, "batchnorm_forward", lambda x, *rest: (x, seen.append(rest[-1])))
    net.loss(x)
    assert [id(param) for param in seen] == [id(param) for param in net.bn_params]
