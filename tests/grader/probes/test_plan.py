"""What students practise: cases whose inputs the practice seed changes, and no others."""

import pytest

from grader.probes.plan import practised, run_probes

DRAWN = 'return {"x": rng.normal(size=3)}'


def test_a_case_with_drawn_inputs_is_practised(tiny):
    assert tiny.load().scenarios["doubled"].practice == ("only",)
    assert [probe.scenario for probe in run_probes(practised(tiny.load()))] == ["doubled"]


@pytest.mark.parametrize("given", ["{}", '{"x": np.arange(3.0)}', '{"x": np.array([1.0, np.nan, 2.0])}'])
def test_a_case_whose_inputs_no_seed_changes_is_not(tiny, given):
    tiny.spoil("tiny.toml", 'check = "gradient"', 'check = "matches"')
    tiny.spoil(
        "tiny.toml",
        'scenario = "doubled"\noutput = "out"\nwrt = { out = "x" }',
        'scenarios = ["plain"]\noutputs = ["out"]',
    )
    tiny.spoil("scenarios.py", DRAWN, f"return {given}")
    tiny.spoil("scenarios.py", "class doubled", "import numpy as np\nclass doubled")
    scenario = tiny.load().scenarios["doubled"]
    assert (scenario.practice, scenario.fixed) == ((), ("only",))
    assert [probe.scenario for probe in run_probes(practised(tiny.load()))] == ["plain"]


def test_of_several_cases_those_that_draw_are_practised(tiny):
    tiny.spoil(
        "scenarios.py", "    def inputs(rng):", '    cases = {"a": {"n": 0}, "b": {"n": 4}}\n\n    def inputs(rng, n):'
    )
    tiny.spoil("scenarios.py", "size=3", "size=n")
    tiny.spoil("tiny.toml", "case_tolerances = { only = 1e-4 }", "")
    assert tiny.load().scenarios["doubled"].practice == ("b",)
