import numpy as np
import pytest

from reference import dropout_backward, dropout_forward


@pytest.mark.parametrize("p", [0.2, 0.5, 0.9])
def test_p_is_the_share_of_entries_kept(p):
    out, _ = dropout_forward(np.ones((200, 100)), {"mode": "train", "p": p, "seed": 5})
    assert np.mean(out != 0) == pytest.approx(p, abs=0.02)


def test_kept_entries_are_divided_by_p_and_others_are_zero(rng):
    x = rng.normal(size=(6, 5))
    out, _ = dropout_forward(x, {"mode": "train", "p": 0.25, "seed": 5})
    assert np.all((out == 0) | (out == x / 0.25))


def test_keeping_everything_changes_nothing(rng):
    x = rng.normal(size=(6, 5))
    assert np.array_equal(dropout_forward(x, {"mode": "train", "p": 1, "seed": 5})[0], x)


def test_same_seed_gives_same_mask_and_another_seed_another():
    masks = [dropout_forward(np.ones((6, 5)), {"mode": "train", "p": 0.5, "seed": s})[0] for s in (1, 1, 2)]
    assert np.array_equal(masks[0], masks[1])
    assert not np.array_equal(masks[0], masks[2])


def test_the_seeded_mask_is_the_one_that_students_draw_from_the_seeded_global_generator(seeded):
    out, _ = dropout_forward(np.ones((6, 5)), {"mode": "train", "p": 0.7, "seed": 9})
    seeded(9)
    assert np.array_equal(out != 0, np.random.rand(6, 5) < 0.7)  # noqa: NPY002


def test_a_seeded_mask_leaves_the_global_generator_alone(seeded):
    before = np.random.rand()  # noqa: NPY002
    seeded(231)
    dropout_forward(np.ones((6, 5)), {"mode": "train", "p": 0.7, "seed": 9})
    assert np.random.rand() == before  # noqa: NPY002


def test_without_a_seed_every_call_draws_anew_and_the_notebooks_seed_repeats_it(seeded):
    param = {"mode": "train", "p": 0.5}
    first, second = (dropout_forward(np.ones((6, 5)), param)[0] for _ in range(2))
    seeded(231)
    assert not np.array_equal(first, second)
    assert np.array_equal(dropout_forward(np.ones((6, 5)), param)[0], first)


def test_gradient_is_the_derivative(rng, gradients, assert_close):
    x, dout = rng.normal(size=(6, 5)), rng.normal(size=(6, 5))
    param = {"mode": "train", "p": 0.6, "seed": 3}
    mask = dropout_forward(np.ones((6, 5)), param)[0]
    _, cache = dropout_forward(x, param)
    assert_close(dropout_backward(dout, cache), gradients(lambda x: x * mask, [x], dout)[0])


def test_in_test_mode_input_and_gradient_pass_unchanged(rng):
    x, dout = rng.normal(size=(6, 5)), rng.normal(size=(6, 5))
    out, cache = dropout_forward(x, {"mode": "test", "p": 0.3})
    assert np.array_equal(out, x)
    assert np.array_equal(dropout_backward(dout, cache), dout)


def test_an_unknown_mode_is_refused():
    with pytest.raises(ValueError, match="dropout mode is 'eval'"):
        dropout_forward(np.ones((2, 2)), {"mode": "eval", "p": 0.5})


@pytest.mark.parametrize("p", [0.5, np.float64(0.5)])
def test_float32_stays_float32(p):
    x = np.ones((3, 2), dtype=np.float32)
    out, cache = dropout_forward(x, {"mode": "train", "p": p})
    assert out.dtype == dropout_backward(x, cache).dtype == np.float32
