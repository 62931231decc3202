"""The net normalizes each sample where batch norm is asked for."""

from types import MappingProxyType

from ._net import RenamingNet

TITLE = "batch normalization is asked for, layer normalization runs"
EXPLANATION = (
    'With normalization="batchnorm" your net runs layer normalization. Somewhere a branch asks only whether '
    "there is any normalization."
)
HINTS = (
    "Change one sample of the batch. Should the scores of the others change in training?",
    "Find every place where your net asks for self.normalization. What does it compare with?",
    "Two settings need two branches, in the forward and in the backward pass.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


class FullyConnectedNet(RenamingNet):
    """The net normalizes each sample where batch norm is asked for; arguments as in the reference."""

    means = MappingProxyType({"batchnorm": "layernorm"})
