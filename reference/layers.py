"""All layers, gathered under one name as in the course."""

from .affine import affine_backward, affine_forward
from .batchnorm import batchnorm_backward, batchnorm_backward_alt, batchnorm_forward
from .dropout import dropout_backward, dropout_forward
from .groupnorm import spatial_groupnorm_backward, spatial_groupnorm_forward
from .instancenorm import instancenorm_backward, instancenorm_forward
from .layernorm import layernorm_backward, layernorm_forward
from .relu import relu_backward, relu_forward
from .rmsnorm import rmsnorm_backward, rmsnorm_forward
from .softmax import softmax_loss
from .spatial_batchnorm import spatial_batchnorm_backward, spatial_batchnorm_forward

__all__ = [
    "affine_backward",
    "affine_forward",
    "batchnorm_backward",
    "batchnorm_backward_alt",
    "batchnorm_forward",
    "dropout_backward",
    "dropout_forward",
    "instancenorm_backward",
    "instancenorm_forward",
    "layernorm_backward",
    "layernorm_forward",
    "relu_backward",
    "relu_forward",
    "rmsnorm_backward",
    "rmsnorm_forward",
    "softmax_loss",
    "spatial_batchnorm_backward",
    "spatial_batchnorm_forward",
    "spatial_groupnorm_backward",
    "spatial_groupnorm_forward",
]
