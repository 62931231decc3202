"""Pairs are looked for where one edit helps: by what each does alone, and by how far the function comes."""

import traceback
from dataclasses import dataclass, field
from types import SimpleNamespace

from grader.edits.edit import EditKind
from grader.edits.function_code import functions_in
from grader.repairs.candidates import Candidate
from grader.repairs.cases import FAR, Came, Score
from grader.repairs.pairs import PairSearch
from grader.repairs.samples import sampler_of
from grader.repairs.search import Search
from grader.repairs.targets import Target

CHAIN = "def f(x, y):\n    a = x + 1\n    b = a * y\n    return b\n"
STOPS = "def f(x, y):\n    a = x + None\n    b = a * len(y)\n    return b\n"


@dataclass
class FakeTrials:
    """Runs variants here: what comes is the function's value, or the line at which it stopped."""

    source: str
    cpu_seconds: float = 0.0
    tried: int = 0
    is_over: bool = False
    asked: list = field(default_factory=list)

    def observe(self, case, groups):
        self.asked += groups
        return [self.run(group) for group in groups]

    def run(self, group):
        scope = {}
        exec(compile(group[0]["code"] if group else self.source, "m.py", "exec"), scope)  # noqa: S102 - this file's own text
        try:
            return {"b": scope["f"](10.0, 20.0)}
        except TypeError as error:
            return traceback.extract_tb(error.__traceback__)[-1].lineno


@dataclass(frozen=True)
class FakeCase:
    wanted: float
    probe: object = field(default_factory=lambda: SimpleNamespace(scenario="s"))
    given: dict = field(default_factory=dict)

    def came(self, seen):
        if type(seen) is int:
            frames = (("m.py", seen),)
            return Came(score=Score(errors={"b": FAR}), sample=self.sampler.of({}), frames=frames, error="TypeError")
        return Came(score=self.score(seen), sample=self.sampler.of(seen))

    def score(self, seen):
        return Score(errors={"b": FAR if type(seen) is int else float(abs(seen["b"] - self.wanted))})

    @property
    def sampler(self):
        return sampler_of({"b": self.wanted})

    @property
    def due(self):
        return self.sampler.of({"b": self.wanted})


def searched(source, first, second, wanted):
    """Search with these texts in the place of the first two statements' values."""
    code = functions_in(source)["f"]
    target = Target(code=code, path="m.py")
    made = [
        code.edit(EditKind.NAME, statement.value, text)
        for statement, texts in zip(code.statements, (first, second), strict=False)
        for text in texts
    ]
    candidates = [Candidate(changes=((target, edit),), rank=float(number)) for number, edit in enumerate(made)]
    case, trials = FakeCase(wanted), FakeTrials(source)
    search = Search(trials, [case], [case.came(trials.run([]))])
    search.run(candidates, lambda _one, _place, _came: candidates)
    return [{edit.text for _, edit in hit.changes} for hit in search.hits], trials


def test_two_errors_of_one_output_are_foretold_without_running_all_pairs():
    firsts = [f"x + {number}" for number in range(2, 42)]
    seconds = [f"a * y * {number}" for number in range(2, 42)]
    found, trials = searched(CHAIN, firsts, seconds, (10 + 17) * 20 * 13)
    assert {"x + 17", "a * y * 13"} in found
    assert len(trials.asked) < 400


def test_the_second_error_is_looked_for_where_the_function_comes_after_the_first():
    found, _ = searched(STOPS, ["x + y + None", "x + 3", "x - None"], ["a * None", "a * y"], 13 * 20)
    assert found == [{"x + 3", "a * y"}]


def test_what_else_passes_beside_one_edit_of_a_pair_is_found_too():
    found, _ = searched(STOPS, ["x + 3", "3 + x"], ["a * y", "y * a"], 13 * 20)
    assert len(found) == 3


def test_likely_edits_are_tried_together_though_neither_helps_alone():
    found, _ = searched(CHAIN, ["x ** 2 + 1", "x - 1"], ["a ** y", "a % y"], (10 - 1) % 20)
    assert found == [{"x - 1", "a % y"}]


def test_an_edit_helps_that_mends_all_but_a_case_which_passed_before():
    code = functions_in(CHAIN)["f"]
    target = Target(code=code, path="m.py")
    edits = [code.edit(EditKind.NAME, code.statements[0].value, text) for text in ("x + 2",)]
    singles = [Candidate(changes=((target, edit),), rank=0.0) for edit in edits]
    wanted, other = FakeCase(12 * 20), FakeCase(11 * 20, SimpleNamespace(scenario="t"))
    trials = FakeTrials(CHAIN)
    cases = [wanted, other]
    search = Search(trials, cases, [case.came(trials.run([])) for case in cases])
    search.came[0] = dict(zip(singles, search.tried_at(0, [(one,) for one in singles]), strict=True))
    assert [base.place for base in PairSearch(search, singles, lambda *_: ())._helping()] == [1]
