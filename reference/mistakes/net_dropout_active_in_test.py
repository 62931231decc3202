"""The net leaves dropout in train mode when it is asked for scores alone."""

from ..fc_net import FullyConnectedNet as _RightNet

TITLE = "the net drops entries at test time"
EXPLANATION = (
    "Without y your net still drops random entries, so the same input gives other scores each time. Dropout belongs to "
    "training, and you have to tell it which mode is on."
)
HINTS = (
    "Call loss(X) twice on a net with dropout. Are the scores the same?",
    "Which entry of dropout_param says whether the net trains or tests?",
    "Set the mode of dropout before the forward pass, as batch norm's is set.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


class FullyConnectedNet(_RightNet):
    """The reference's net whose dropout always trains; arguments as in the reference."""

    def _set_mode(self, mode: str) -> None:
        super()._set_mode(mode)
        if self.use_dropout:
            self.dropout_param["mode"] = "train"
