"""The net keeps the hand-out's own line `bn_param[mode] = mode`, so that batch norm never hears of test mode."""

from .._types import Param
from ..fc_net import FullyConnectedNet as _RightNet

TITLE = "the hand-out's own line keeps batch norm in training mode"
EXPLANATION = (
    "The line `bn_param[mode] = mode` came with the hand-out, not from you. It writes under a name that nobody "
    "reads, so your batch norm uses the batch's statistics at test time too."
)
HINTS = (
    "Print one of bn_params after you asked for scores without labels.",
    "Which key does your batchnorm_forward read? Which keys does that line write?",
    "A name without quotes is a variable. Look at what stands in the brackets.",
)
SERIOUSNESS = "major"
KEEPS = 0.9
MARK = "bn_param[mode] = mode"
ORIGIN = "seen in 17 of 143 public submissions"


class FullyConnectedNet(_RightNet):
    """The reference's net whose batch norm stays in training mode; arguments as in the reference."""

    def _set_mode(self, mode: str) -> None:
        super()._set_mode("train")
        if self.use_dropout:
            self.dropout_param["mode"] = mode
        for bn_param in self.bn_params:
            _write_where_nobody_reads(bn_param, mode)


def _write_where_nobody_reads(bn_param: Param, mode: str) -> None:
    bn_param[mode] = mode
