"""Hand-ins of the assignment in `task`."""

import json
from pathlib import Path

TASK = Path(__file__).parent / "task"

CURVES = "t = np.linspace(0, 3, 31)\n"
WORDS = 'plt.xlabel("time")\nplt.ylabel("Amount")\nplt.legend()\nplt.show()\n'
DECAY = CURVES + 'plt.plot(t, np.exp(-t), label="slow")\nplt.plot(t, np.exp(-2 * t), label="fast")\n' + WORDS
BARS = (
    "def bar_chart(names, values):\n    fig, ax = plt.subplots()\n    ax.bar(names, values, color='g')\n    return ax\n"
)
IMAGE = "# Question 3\nimage = np.outer(np.arange(4), np.arange(5))\nfig, ax = plt.subplots()\nax.imshow(image)\n"
FREE = "plt.scatter([1, 2, 3], [3, 1, 2])\nplt.title('Mine')\n"
RIGHT = {"decay": DECAY, "bars": BARS, "image": IMAGE, "free": FREE}
PLACES = {"decay": 3, "bars": 5, "image": 6, "free": 7}


def hand_in(folder, **changed):
    """Write a notebook that is right but for some cells; None leaves a cell as the template has it."""
    notebook = json.loads((TASK / "template/Plots.ipynb").read_text(encoding="utf-8"))
    for name, source in {**RIGHT, **changed}.items():
        if source is not None:
            notebook["cells"][PLACES[name]]["source"] = source
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "Plots.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return folder


OTHER_ORDER = (
    CURVES
    + 'fig, ax = plt.subplots()\nax.plot(t[::-1], np.exp(-2 * t)[::-1], "r--", label="fast")\n'
    + 'ax.plot(t, np.exp(-t), "k", label="slow")\nax.set(xlabel="time", ylabel="amount")\nax.legend();\n'
)
SWAPPED = DECAY.replace("plot(t, np.exp(-t)", "plot(np.exp(-t), t").replace(
    "plot(t, np.exp(-2 * t)", "plot(np.exp(-2 * t), t"
)
NO_WORDS = CURVES + "plt.plot(t, np.exp(-t), t, np.exp(-2 * t))\n"
FIVE = {
    "right": ({}, {"decay": 6.0, "bars": 3.0, "image": 2.0}),
    "other_order": ({"decay": OTHER_ORDER}, {"decay": 6.0, "bars": 3.0, "image": 2.0}),
    "swapped": ({"decay": SWAPPED}, {"decay": 2.0, "bars": 3.0, "image": 2.0}),
    "no_words": ({"decay": NO_WORDS}, {"decay": 4.0, "bars": 3.0, "image": 2.0}),
    "nothing": (dict.fromkeys(RIGHT), {"decay": 0.0, "bars": 0.0, "image": 0.0}),
}
"""By name what is changed, and the points of each question."""
