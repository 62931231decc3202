from grader.model.evidence import Evidence
from grader.model.verdict import Rung
from grader.report.exceptions import exception_of, further_exceptions


def _raised(build, case, text):
    return build.comparison(Rung.RAISED, case=case, error=None, failure=build.failure(text=text))


def test_each_exception_is_told_once_with_its_first_case(build):
    seen = [_raised(build, f"s/{n}", text) for n, text in enumerate(("a", "b", "a", "b", "c"))]
    evidence = Evidence(comparisons=tuple(seen))
    others = further_exceptions(evidence)["stops"]
    worst = exception_of(evidence.worst)["text"]
    assert sorted([worst, *(stop["text"] for stop in others)]) == ["a", "b", "c"]


def test_without_further_exceptions_nothing_is_told(build):
    assert further_exceptions(Evidence(comparisons=(_raised(build, "s/a", "a"),))) == {}
    assert exception_of(build.comparison()) is None
