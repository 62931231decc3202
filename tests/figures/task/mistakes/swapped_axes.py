"""Swapped axes."""

import matplotlib.pyplot as plt

from ..reference import curves

TITLE = "the axes are swapped"
EXPLANATION = "The time stands upwards and the amount to the right."
HINTS = ("Which of the two arguments of `plot` goes to the right?",)
SERIOUSNESS = "major"


def draw_decay():
    t, slow, fast = curves()
    plt.plot(slow, t, label="slow")
    plt.plot(fast, t, label="fast")
    plt.xlabel("time")
    plt.ylabel("amount")
    plt.legend()
