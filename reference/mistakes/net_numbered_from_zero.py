"""The parameters are numbered from 0."""

from ..fc_net import FullyConnectedNet as _RightNet

TITLE = "the parameters are numbered from 0"
EXPLANATION = (
    "Your parameters begin with W0 and b0. The assignment numbers them from 1, and everything that reads them "
    "by name expects that."
)
HINTS = (
    "Print the names in params of a new net, and read the docstring of the class.",
    "What is the name of the last weight matrix of a net with two hidden layers?",
    "Where your loop counts from 0, the names count from 1.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


class FullyConnectedNet(_RightNet):
    """The parameters are numbered from 0; arguments as in the reference."""

    def _init_params(self, dims: list[int], weight_scale: float) -> None:
        super()._init_params(dims, weight_scale)
        self.params = {f"{name[:-1]}{int(name[-1]) - 1}": value for name, value in self.params.items()}
