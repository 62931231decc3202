"""The constructor does not create gamma and beta."""

from ..fc_net import FullyConnectedNet as _RightNet

TITLE = "gamma and beta are never created"
EXPLANATION = (
    "Your net reads gamma and beta in its forward pass, but its constructor does not create them. A new net "
    "then stops with a KeyError."
)
HINTS = (
    "Make a net with normalization, and print the names in params.",
    "For which settings of normalization does your constructor create gamma and beta?",
    "Both kinds of normalization need them, for every hidden layer.",
)
SERIOUSNESS = "major"
ORIGIN = "seen in 2 of 143 public submissions"


class FullyConnectedNet(_RightNet):
    """The constructor does not create gamma and beta; arguments as in the reference."""

    def _init_params(self, dims: list[int], weight_scale: float) -> None:
        super()._init_params(dims, weight_scale)
        self.params = {name: value for name, value in self.params.items() if not name.startswith(("gamma", "beta"))}
