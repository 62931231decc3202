import numpy as np
import pytest

SIZES = {"train": 1397, "val": 200, "test": 200}


@pytest.fixture
def digits(template):
    return template("data_utils").load_digits()


@pytest.mark.parametrize(("part", "size"), SIZES.items())
def test_shapes_and_types(digits, part, size):
    pixels, y = digits[f"X_{part}"], digits[f"y_{part}"]
    assert (pixels.shape, pixels.dtype) == ((size, 64), np.float64)
    assert (y.shape, y.dtype) == ((size,), np.int64)


@pytest.mark.parametrize("part", SIZES)
def test_every_part_holds_every_digit(digits, part):
    assert np.bincount(digits[f"y_{part}"], minlength=10).min() >= 14


def test_pixels_are_centred_and_scaled_by_the_training_set(digits):
    pixels = digits["X_train"]
    assert np.abs(pixels.mean(axis=0)).max() < 1e-12
    assert pixels.std() == pytest.approx(1)
    assert all(np.abs(digits[f"X_{part}"]).max() < 5 for part in SIZES)


def test_the_split_is_the_same_each_time_and_uses_each_picture_once(digits, template):
    again = template("data_utils").load_digits()
    assert all(np.array_equal(digits[name], again[name]) for name in digits)
    rows = np.concatenate([digits[f"X_{part}"] for part in SIZES])
    assert len(np.unique(rows.round(9), axis=0)) == 1797


def test_the_file_holds_small_integers_and_is_small(template):
    path = template("data_utils").DIGITS
    assert path.stat().st_size < 100_000
    with np.load(path, allow_pickle=False) as file:
        assert (file["X"].shape, file["X"].dtype, file["X"].max()) == ((1797, 64), np.uint8, 16)
        assert (file["y"].shape, file["y"].dtype, file["y"].max()) == ((1797,), np.uint8, 9)


def test_the_licence_names_authors_and_terms(template_folder):
    text = (template_folder / "cs231n" / "datasets" / "LICENSE.md").read_text()
    assert all(words in text for words in ["CC BY 4.0", "Alpaydin", "Kaynak", "1998", "UCI"])
