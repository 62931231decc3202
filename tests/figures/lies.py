"""What a hand-in claims to have drawn and did not: none of it earns the curves."""

from .hand_ins import CURVES, WORDS

_WRONG = CURVES + "import matplotlib\nlines = plt.plot(t, t, t, 2 * t)\n"
_FAKE = """
class Fake:
    def __init__(self, y):
        self.y = y
    def get_xdata(self, orig=True): return t
    def get_ydata(self, orig=True): return self.y
    def get_xydata(self): return np.c_[t, self.y]
    def get_visible(self): return True
    def get_alpha(self): return None
    def get_label(self): return "slow"
fakes = [Fake(np.exp(-t)), Fake(np.exp(-2 * t))]
"""
LIES = {
    "objects of its own among the lines": _WRONG + _FAKE + "plt.gca()._children = fakes\n",
    "axes of its own": CURVES
    + _FAKE
    + "class Axes:\n    lines = fakes\n    get_visible = lambda s: True\nplt.gcf()._axstack._axes = {Axes(): 1}\n"
    "plt.gca = lambda: Axes()\nplt.gcf = lambda: None\n",
    "a method of the class": _WRONG
    + "from matplotlib.lines import Line2D\nys = iter([np.exp(-t), np.exp(-2 * t)] * 9)\n"
    "Line2D.get_xydata = lambda s: np.c_[t, next(ys)]\nLine2D.get_ydata = lambda s, orig=True: next(ys)\n"
    "Line2D.get_path = lambda s: matplotlib.path.Path(np.c_[t, next(ys)])\n",
    "numbers that are cached": _WRONG + "for line, k in zip(lines, (1, 2)):\n    line._xy = np.c_[t, np.exp(-k * t)]\n"
    "    line._x, line._y = line._xy.T\n    line._invalidx = line._invalidy = False\n",
    "lines that are hidden": CURVES + "plt.plot(t, np.exp(-t), t, np.exp(-2 * t), visible=False)\n",
    "lines without colour": CURVES + "plt.plot(t, np.exp(-t), t, np.exp(-2 * t), color=(0, 0, 0, 0))\n",
    "lines on their ground": CURVES + "plt.plot(t, np.exp(-t), t, np.exp(-2 * t), color='w')\n",
    "lines of no width": CURVES + "plt.plot(t, np.exp(-t), t, np.exp(-2 * t), lw=0)\n",
    "lines that draw nothing": CURVES
    + "for k in (1, 2):\n    line, = plt.plot(t, np.exp(-k * t))\n    line.draw = lambda renderer: None\n",
    "lines out of sight": CURVES + "plt.plot(t, np.exp(-t), t, np.exp(-2 * t))\nplt.xlim(50, 60)\n",
    "a figure that is closed": CURVES + "plt.plot(t, np.exp(-t), t, np.exp(-2 * t))\nplt.close('all')\n",
    "a library of its own": "import sys, types\n"
    "plt = types.SimpleNamespace(plot=print, gcf=print, show=print)\nplt.plot(1)\n"
    "sys.modules['matplotlib.pyplot'] = plt\n",
    "more than is read": CURVES + "plt.plot(np.arange(10**6), np.arange(10**6))\n",
    "thousands of lines": CURVES + "plt.plot(np.zeros((2, 3000)))\n",
    "a huge figure": CURVES + "plt.figure(figsize=(1e5, 1e5))\nplt.plot(t, t)\n",
    "drawing that does not end": _WRONG + "from matplotlib.artist import Artist\n"
    "class Slow(Artist):\n    def draw(self, renderer):\n        while True: pass\n"
    "plt.gca().add_artist(Slow())\n",
    "drawing that ends the process": _WRONG + "import os\nfrom matplotlib.artist import Artist\n"
    "class End(Artist):\n    def draw(self, renderer):\n        os._exit(0)\n"
    "plt.gca().add_artist(End())\n",
}
LIES = {
    name: source + (WORDS if "library" not in name and "closed" not in name else "") for name, source in LIES.items()
}
