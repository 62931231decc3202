"""The net never tells batch norm that it is test time."""

from ..fc_net import FullyConnectedNet as _RightNet

TITLE = "test mode never reaches batch norm"
EXPLANATION = (
    "At test time your net still normalizes with the batch at hand. Batch norm learns of the mode from its "
    'bn_param, and yours always says "train".'
)
HINTS = (
    "Ask for the scores of one sample alone, and of the same sample beside others. Are they the same?",
    "Print one of bn_params after you asked for scores without labels.",
    "Before the forward pass, every bn_param needs the mode under the name that batchnorm_forward reads.",
)
SERIOUSNESS = "major"
ORIGIN = "seen in 17 of 143 public submissions, mostly by the hand-out's own line"


class FullyConnectedNet(_RightNet):
    """The net never tells batch norm that it is test time; arguments as in the reference."""

    def _set_mode(self, mode: str) -> None:
        super()._set_mode(mode)
        for bn_param in self.bn_params:
            bn_param["mode"] = "train"
