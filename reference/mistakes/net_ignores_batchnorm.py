"""The fully connected net treats normalization="batchnorm" as no normalization at all."""

from types import MappingProxyType

from ._net import RenamingNet

TITLE = "the net ignores batch normalization"
EXPLANATION = (
    'With normalization="batchnorm" your net trains as if none had been asked for: no hidden layer normalizes. '
    "Your batchnorm functions may be right and still never run."
)
HINTS = (
    'Print the names in params of a net with normalization="batchnorm", and of one without.',
    "Find every place where your net asks for self.normalization. How does it spell the setting?",
    "Three places need a case for batch normalization: creating gamma and beta, forward pass, backward pass.",
)
SERIOUSNESS = "major"
ORIGIN = "seen in 9 of 143 public submissions"


class FullyConnectedNet(RenamingNet):
    """The reference's net, but plain where batch norm is asked for; arguments as in the reference."""

    means = MappingProxyType({"batchnorm": None})
