"""What is read of a figure: what a reader of it sees, as plain values."""

import importlib

import numpy as np
import pytest

pytest.importorskip("matplotlib", reason="matplotlib is not installed here")

from grader.sandbox.child import drawn
from grader.sandbox.child.artists import Artists
from grader.sandbox.child.drawn import FigureReader, TooMuchError, holds_anything
from grader.sandbox.child.picture import MOST_SIDE, picture_of

X = np.array([0.0, 1.0, 2.0])


@pytest.fixture(scope="module")
def artists():
    return Artists()


@pytest.fixture
def plt():
    found = importlib.import_module("matplotlib.pyplot")
    found.switch_backend("agg")
    found.close("all")  # what a reference drew in another test
    yield found
    found.close("all")


@pytest.fixture
def read(artists, plt):
    return lambda: FigureReader(artists).read(plt.gcf())["axes"][0]


def test_lines_are_read_with_their_words(plt, read):
    plt.plot(X, X**2, "r--o", label="square")
    plt.title("T")
    plt.xlabel("t")
    plt.yscale("log")
    plt.legend()
    axes = read()
    (line,) = axes["lines"]
    assert line["y"].tolist() == [0, 1, 4]
    assert {name: line[name] for name in ("label", "color", "style", "marker")} == {
        "label": "square",
        "color": "#ff0000",
        "style": "--",
        "marker": "o",
    }
    assert (axes["title"], axes["xlabel"], axes["ylabel"], axes["legend"]) == ("T", "t", "", ["square"])
    assert (axes["xscale"], axes["yscale"]) == ("linear", "log")


def test_a_curve_is_the_same_drawn_backwards(plt, read):
    plt.plot(X[::-1], X[::-1] ** 2)
    assert read()["curves"][0]["x"].tolist() == [0, 1, 2]
    assert read()["lines"][0]["x"].tolist() == [2, 1, 0]


def test_a_guide_is_no_curve(plt, read):
    plt.plot(X, X)
    plt.axhline(0.5)
    axes = read()
    assert (len(axes["curves"]), len(axes["guides"])) == (1, 1)


def test_bars_and_histograms_are_bars(plt, read):
    plt.bar(["a", "b"], [3, 4], label="n")
    plt.hist([1, 1, 2], bins=[0.5, 1.5, 2.5])
    bars, histogram = read()["bars"]
    assert (bars["x"].tolist(), bars["height"].tolist(), bars["label"]) == ([0, 1], [3, 4], "n")
    assert (histogram["left"].tolist(), histogram["height"].tolist()) == ([0.5, 1.5], [2, 1])
    assert read()["xticklabels"] == ["a", "b"]


def test_points_images_areas_and_texts_are_read(plt, read):
    plt.scatter(X, -X)
    plt.fill_between(X, X)
    plt.text(1, -1, "here")
    plt.imshow(np.ma.masked_equal([[1.0, 2.0], [3.0, 4.0]], 4.0))
    axes = read()
    assert axes["points"][0]["y"].tolist() == [0, -1, -2]
    assert len(axes["areas"]) == 1
    assert axes["texts"] == ["here"]
    np.testing.assert_array_equal(axes["images"][0]["values"], [[1, 2], [3, np.nan]])


def test_whole_numbers_of_an_image_stay_whole(plt, read):
    plt.imshow(np.arange(4, dtype=np.uint8).reshape(2, 2))
    assert read()["images"][0]["values"].dtype == np.uint8


UNSEEN = {
    "hidden": {"visible": False},
    "transparent": {"alpha": 0},
    "faint": {"alpha": 0.001},
    "of no width": {"lw": 0},
    "without a style": {"ls": ""},
    "of the ground's colour": {"color": "white"},
    "of a transparent colour": {"color": "none"},
}


@pytest.mark.parametrize("name", UNSEEN)
def test_a_line_that_is_not_seen_is_not_read(name, plt, read):
    plt.plot(X, X, **UNSEEN[name])
    assert read()["lines"] == []


def test_markers_alone_are_seen(plt, read):
    plt.plot(X, X, "o", ls="")
    assert len(read()["lines"]) == 1


def test_empty_axes_hold_nothing(plt, artists):
    plt.subplots(2, 2)
    assert not holds_anything(FigureReader(artists).read(plt.gcf()))


def test_what_was_replaced_in_the_classes_is_put_back(plt, read, artists):
    (line,) = plt.plot(X, X)
    kind = type(line)
    original = kind.get_ydata
    kind.get_ydata = kind.draw = lambda self, *_: None
    kind.added = 1
    artists.restore()
    assert kind.get_ydata is original
    assert not hasattr(kind, "added")


def test_numbers_that_were_cached_are_computed_anew(plt, read):
    (line,) = plt.plot(X, X)
    line._xy = np.c_[X, 7 * X]
    assert read()["lines"][0]["y"].tolist() == [0, 1, 2]


def test_more_than_is_read_is_refused(plt, artists, monkeypatch):
    plt.plot(X, X)
    monkeypatch.setattr(drawn, "MOST_NUMBERS", 5)
    with pytest.raises(TooMuchError):
        FigureReader(artists).read(plt.gcf())
    monkeypatch.setattr(drawn, "MOST_NUMBERS", 50)
    monkeypatch.setattr(drawn, "MOST_ARTISTS", 2)
    with pytest.raises(TooMuchError):
        FigureReader(artists).read(plt.gcf())


@pytest.mark.parametrize("size", [(6, 4), (200, 3), (1e4, 1e4)])
def test_a_picture_is_bounded(size, plt, artists):
    plt.figure(figsize=size)
    plt.plot(X, X)
    found = picture_of(artists, plt.gcf())
    width, height = (int.from_bytes(found[place : place + 4], "big") for place in (16, 20))
    assert max(width, height) <= MOST_SIDE + 1
