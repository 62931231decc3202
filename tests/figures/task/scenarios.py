"""What the plots are measured on."""


class decay_curves:
    """The curves are compared by their values, in any order and any colour."""

    def inputs(rng):
        return {}

    def run(s, given):
        return {"curves": s.figure(cell="decay", axes=0)["curves"]}


class decay_words:
    """A reader needs the axes' labels and the curves' names."""

    def inputs(rng):
        return {}

    def run(s, given):
        axes = s.figure(cell="decay", axes=0)
        return {"labels": [axes["xlabel"], axes["ylabel"]], "legend": axes["legend"]}

    def finish(got):
        return {"labels": [text.strip().lower() for text in got["labels"]], "legend": sorted(got["legend"])}


class bars:
    """The chart has a bar for each value, named below."""

    def inputs(rng):
        return {"names": ["red", "green", "blue"], "values": rng.uniform(1, 9, size=3)}

    def run(s, given):
        s.bar_chart(given["names"], given["values"])
        axes = s.figure(axes=0)
        heights = [height for group in axes["bars"] for height in group["height"]]
        return {"heights": heights, "names": axes["xticklabels"]}


class image:
    """The image is the array that was asked for."""

    def inputs(rng):
        return {}

    def run(s, given):
        return {"values": [image["values"] for image in s.figure(cell="image", axes=0)["images"]]}
