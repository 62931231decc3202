"""The net normalizes by the batch where layer norm is asked for."""

from types import MappingProxyType

from ._net import RenamingNet

TITLE = "layer normalization is asked for, batch normalization runs"
EXPLANATION = (
    'With normalization="layernorm" your net runs batch normalization. Somewhere a branch asks only whether '
    "there is any normalization."
)
HINTS = (
    "Change one sample of the batch. Do the scores of the others change in training?",
    "Find every place where your net asks for self.normalization. What does it compare with?",
    "Two settings need two branches, in the forward and in the backward pass.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


class FullyConnectedNet(RenamingNet):
    """The net normalizes by the batch where layer norm is asked for; arguments as in the reference."""

    means = MappingProxyType({"layernorm": "batchnorm"})
