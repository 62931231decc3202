"""The fully connected net treats normalization="layernorm" as no normalization at all."""

from types import MappingProxyType

from ._net import RenamingNet

TITLE = "the net ignores layer normalization"
EXPLANATION = (
    'With normalization="layernorm" your net trains as if none had been asked for: no hidden layer normalizes. '
    "Your layernorm functions may be right and still never run."
)
HINTS = (
    'Print the names in params of a net with normalization="layernorm", and of one with "batchnorm".',
    'Find every place where your net asks whether normalization is "batchnorm". What happens otherwise?',
    "Three places need a case for layer normalization: creating gamma and beta, forward pass, backward pass.",
)
SERIOUSNESS = "major"
ORIGIN = "seen in 16 of 143 public submissions"


class FullyConnectedNet(RenamingNet):
    """The reference's net, but plain where layer norm is asked for; arguments as in the reference."""

    means = MappingProxyType({"layernorm": None})
