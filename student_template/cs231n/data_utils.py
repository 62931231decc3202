"""Load the images that the networks learn from."""

from pathlib import Path

import numpy as np

DIGITS = Path(__file__).parent / "datasets" / "digits.npz"


def load_digits():
    """Load small pictures of handwritten digits: 8 x 8 pixels each, as one row of 64 numbers.

    Of every nine pictures one is for validation, one for testing and seven are for training. The split is
    always the same. Pixels are centred with the mean picture of the training set, and divided by one number,
    their standard deviation there.

    Returns:
        A dictionary with "X_train" (1397, 64), "X_val" (200, 64) and "X_test" (200, 64), all float64, and
        "y_train" (1397,), "y_val" (200,), "y_test" (200,): the digits 0 to 9 as integers.
    """
    with np.load(DIGITS, allow_pickle=False) as file:
        X, y = file["X"].astype(np.float64), file["y"].astype(np.int64)
    place = np.arange(len(X)) % 9
    rows = {"val": place == 0, "test": place == 4, "train": (place != 0) & (place != 4)}

    centred = X - X[rows["train"]].mean(axis=0)
    scaled = centred / centred[rows["train"]].std()
    data = {}
    for part, chosen in rows.items():
        data[f"X_{part}"], data[f"y_{part}"] = scaled[chosen], y[chosen]
    return data
