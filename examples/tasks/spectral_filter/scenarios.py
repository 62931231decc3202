"""The sign in the exponent of a Fourier transform is a convention, so sizes are compared; filtered signals are real."""

import numpy as np


class dft:
    """Each frequency has the right size, whichever sign the exponent has."""

    cases = {"even": {"N": 8}, "odd": {"N": 11}, "not_a_power": {"N": 12}}

    def inputs(rng, N):
        return {"x": rng.normal(size=N) + 0.5}

    def run(s, given):
        return s.dft(given["x"])

    def finish(got):
        return {"size of each frequency": np.abs(np.asarray(got["spectrum"]))}


class low_pass:
    """Frequencies up to `keep` stay, with their phases; the others are gone."""

    cases = {"even": {"N": 16, "keep": 3}, "odd": {"N": 15, "keep": 4}, "mean_only": {"N": 10, "keep": 0}}
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
