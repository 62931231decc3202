"""The sign in the exponent of a Fourier transform is a convention, so sizes are compared; filtered signals are real."""

import numpy as np


class dft:
    """Each frequency has the right size, whichever sign the exponent has."""

    cases = {"even": {"N": range(8, 13, 2)}, "odd": {"N": range(9, 14, 2)}, "not_a_power": {"N": range(12, 15, 2)}}

    def inputs(rng, N):
        return {"x": rng.normal(size=N) + 0.5}

    def run(s, given):
        return s.dft(given["x"])

    def finish(got):
        return {"size of each frequency": np.abs(np.asarray(got["spectrum"]))}


class low_pass:
    """Frequencies up to `keep` stay, with their phases; the others are gone."""

    cases = {
        "even": {"N": range(14, 19, 2), "keep": range(2, 5)},
        "odd": {"N": range(13, 18, 2), "keep": range(3, 6)},
        "mean_only": {"N": range(9, 12), "keep": 0},
    }
    edge = ("mean_only",)

    def inputs(rng, N, keep):
        return {"x": rng.normal(size=N) + 1.5, "keep": keep}

    def run(s, given):
        return s.low_pass(given["x"], given["keep"])

    def finish(got):
        return {"filtered": np.real_if_close(got["filtered"], tol=1e6)}


class signal:
    """What the notebook found out about its signal."""

    def inputs(rng):
        return {}

    def run(s, given):
        return {"peak_frequency": s.variable("peak_frequency"), "smoothed": s.variable("smoothed")}
