"""The right plots."""

import matplotlib.pyplot as plt
import numpy as np


def curves():
    t = np.linspace(0, 3, 31)
    return t, np.exp(-t), np.exp(-2 * t)


def draw_decay():
    t, slow, fast = curves()
    plt.plot(t, slow, label="slow")
    plt.plot(t, fast, label="fast")
    plt.xlabel("time")
    plt.ylabel("amount")
    plt.legend()
    plt.show()


def bar_chart(names, values):
    plt.bar(names, values)
    return plt.gca()


def draw_image():
    plt.imshow(np.outer(np.arange(4), np.arange(5)))
