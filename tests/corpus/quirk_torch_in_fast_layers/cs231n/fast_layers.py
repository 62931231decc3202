import numpy as np
import torch
import torch.nn as nn
from torch.nn import functional as F

try:
    from .im2col_cython import col2im_cython, im2col_cython
except ImportError:
    print("run the following from the cs231n directory and try again: python setup.py build_ext --inplace")


class FastConv(nn.Module):
    def forward(self, x):
        return F.conv2d(x, x)


@torch.no_grad()
def conv_forward_fast(x, w, b, conv_param):
    return torch.tensor(x), None
