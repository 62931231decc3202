"""Every pass begins with new settings for batch norm."""

from ..fc_net import FullyConnectedNet as _RightNet

TITLE = "the running averages are thrown away at every pass"
EXPLANATION = (
    "You make new bn_params at every pass, so the running averages of training are gone. At test time your "
    "batch norm has nothing to normalize with."
)
HINTS = (
    "Print bn_params before and after a pass.",
    "Where in your code are the dictionaries of bn_params made? How often does this line run?",
    "They are made once, in the constructor, and only their mode changes.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


class FullyConnectedNet(_RightNet):
    """Every pass begins with new settings for batch norm; arguments as in the reference."""

    def _set_mode(self, mode: str) -> None:
        self.bn_params = [{} for _ in self.bn_params]
        super()._set_mode(mode)
