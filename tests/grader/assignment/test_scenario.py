"""A scenario that is not in form is refused; of one that is, only code travels."""

import pytest

RUN = """    def run(s, given):
        return {"out": s.double(given["x"])["out"]}
"""
INPUTS = """    def inputs(rng):
        return {"x": rng.normal(size=3)}
"""


@pytest.mark.parametrize(
    ("old", "new", "what", "mend"),
    [
        ("run(s, given)", "run(self, s, given)", "`run` is no function `run(s, given)`", "def run(s, given):"),
        ("run(s, given)", "run(given)", "`run` is no function `run(s, given)`", "def run(s, given):"),
        ("run(s, given)", "run(s, given, more=1)", "`run` is no function `run(s, given)`", "def run(s, given):"),
        (RUN, "    run = 3\n", "`run` is no function", "def run(s, given):"),
        (RUN, "    run = lambda s, given: {}\n", "`run` is no function", "def run(s, given):"),
        (RUN, "    run = print\n", "`run` is no function", "def run(s, given):"),
        (INPUTS, "    inputs = 3\n", "`inputs` is no function `inputs(rng)`", "def inputs(rng, ...):"),
        ("inputs(rng)", "inputs(self, rng)", "`inputs` is no function", "def inputs(rng, ...):"),
        ("forward(s, given)", "forward(s)", "`forward` is no function `forward(s, given)`", "def forward(s, given):"),
        (INPUTS, INPUTS + "    finish = 3\n", "`finish` is no function `finish(got)`", "def finish(got):"),
        (INPUTS, INPUTS + "    def finish(got, s): ...\n", "`finish` is no function `finish(got)`", "def finish(got):"),
        (INPUTS, INPUTS + '    cases = ["a"]\n', "`cases` is no dictionary", 'cases = {"small"'),
        (INPUTS, INPUTS + "    cases = {}\n", "`cases` is no dictionary", 'cases = {"small"'),
        (INPUTS, INPUTS + '    cases = {"a": 3}\n', "`cases` is no dictionary", 'cases = {"small"'),
        (INPUTS, INPUTS + "    cases = {1: {}}\n", "`cases` is no dictionary", 'cases = {"small"'),
        (INPUTS, INPUTS + '    practice = ("other",)\n', "`practice` is ('other',)", 'practice = ("only",)'),
        (INPUTS, INPUTS + '    practice = "only"\n', "`practice` is 'only'", 'practice = ("only",)'),
        (INPUTS, INPUTS + '    cases = {"a": {"N": 3}}\n', "`inputs` does not take the case `a`", "same names"),
        ("inputs(rng)", "inputs(rng, N)", "`inputs` does not take the case `only`", "same names"),
    ],
)
def test_a_part_that_is_not_in_form_is_refused(tiny, old, new, what, mend):
    tiny.spoil("scenarios.py", old, new)
    error = tiny.refused()
    assert error.where.endswith("scenario doubled")
    assert what in error.what
    assert mend in error.mend


@pytest.mark.parametrize("arguments", ["got", "got, given"])
def test_finish_takes_the_inputs_or_not(tiny, arguments):
    tiny.spoil("scenarios.py", INPUTS, f"{INPUTS}    def finish({arguments}): ...\n")
    assert tiny.load().scenarios["doubled"].finish is not None


def test_a_name_that_the_sandbox_lacks_is_refused_with_its_line(tiny):
    tiny.spoil("scenarios.py", 'return {"out": s.double', 'x = 1\n        return {"out": open and s.double')
    assert "`run` uses `open` in line 10" in tiny.refused().what


def test_docstrings_comments_and_texts_that_stand_alone_do_not_travel(tiny):
    noted = '''"""Says what is hidden."""
        # hidden too
        "hidden as well"
        if given:
            "hidden as ever"
        return {"out": s.double'''
    tiny.spoil("scenarios.py", 'return {"out": s.double', noted)
    source = tiny.load().scenarios["doubled"].source
    assert "hidden" not in source
    assert "s.double" in source


def test_a_part_that_is_only_a_docstring_still_runs(tiny):
    tiny.spoil("scenarios.py", 'return {"out": s.double(given["x"])["out"]}', '"""Hidden."""')
    parts = {}
    exec(tiny.load().scenarios["doubled"].source, parts)  # noqa: S102 - as the sandbox does
    assert parts["run"](None, {}) is None


def test_texts_that_are_used_stay(tiny):
    source = tiny.load().scenarios["doubled"].source
    assert "given['x']" in source
    assert source.count("def ") == 2


def test_a_class_without_run_or_with_a_private_name_is_no_scenario(tiny):
    tiny.spoil(
        "scenarios.py",
        "class doubled",
        "class _hidden:\n    def inputs(rng): ...\n    def run(s, given): ...\n\n\nclass doubled",
    )
    tiny.spoil("scenarios.py", "class doubled", "class helper:\n    pass\n\n\nclass doubled")
    assert set(tiny.load().scenarios) == {"doubled", "plain"}
