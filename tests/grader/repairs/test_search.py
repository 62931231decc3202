"""The search tries likely edits first, goes on after the first hit, and pairs what completes each other."""

from dataclasses import dataclass, field, replace
from types import SimpleNamespace

import pytest

from grader.edits.edit import EditKind
from grader.edits.function_code import functions_in
from grader.repairs import search as search_module
from grader.repairs.candidates import Candidate
from grader.repairs.cases import FAR, Came, Score
from grader.repairs.find import above_first, chosen, without_guesses
from grader.repairs.samples import sampler_of
from grader.repairs.search import Hit, Search
from grader.repairs.targets import Target

SOURCE = "def f(x, y):\n    a = x + 1\n    b = y + 2\n    return a, b\n"
CODE = functions_in(SOURCE)["f"]
TARGET = Target(code=CODE, path="m.py")
FIRST, SECOND = (statement.value for statement in CODE.statements[:2])


def candidate(node, text, rank=1.0, size=1, **options):
    return Candidate(changes=((TARGET, CODE.edit(EditKind.NAME, node, text, size=size, **options)),), rank=rank)


@dataclass
class FakeTrials:
    """Runs variants here: what comes is the function's own values."""

    cpu_seconds: float = 0.0
    tried: int = 0
    is_over: bool = False
    asked: list = field(default_factory=list)

    def observe(self, case, groups):
        self.asked += [group[0]["code"] if group else SOURCE for group in groups]
        return [run(group) for group in groups]


def run(group):
    scope = {}
    exec(group[0]["code"] if group else SOURCE, scope)  # noqa: S102 - this file's own text
    return dict(zip(("a", "b"), scope["f"](10, 20), strict=True))


@dataclass(frozen=True)
class FakeCase:
    wanted: tuple
    probe: object = field(default_factory=lambda: SimpleNamespace(scenario="s"))
    given: dict = field(default_factory=dict)

    def score(self, seen):
        errors = {name: float(abs(seen[name] - want)) for name, want in self.wanted}
        return Score(errors=errors)

    def came(self, seen):
        return Came(score=self.score(seen), sample=self.sampler.of(seen))

    @property
    def sampler(self):
        return sampler_of(dict(self.wanted))

    @property
    def due(self):
        return self.sampler.of(dict(self.wanted))


def searched(candidates, due):
    case, trials = FakeCase(tuple(due.items())), FakeTrials()
    search = Search(trials, [case], [case.came(run([]))])
    search.run(candidates, lambda _one, _place, _came: candidates)
    return search, trials


def test_an_edit_after_which_all_is_right_is_a_hit():
    search, _ = searched([candidate(FIRST, "x + 3"), candidate(FIRST, "x + 2")], {"a": 12, "b": 22})
    assert [hit.changes[0][1].text for hit in search.hits] == ["x + 2"]


def test_the_search_goes_on_after_the_first_hit():
    search, _ = searched([candidate(FIRST, "x + 2"), candidate(FIRST, "2 + x")], {"a": 12, "b": 22})
    assert len(search.hits) == 2


def test_two_edits_that_each_make_a_part_right_are_tried_together():
    search, _ = searched([candidate(FIRST, "x + 2"), candidate(SECOND, "y + 5")], {"a": 12, "b": 25})
    assert [edit.text for _, edit in search.hits[0].changes] == ["x + 2", "y + 5"]


def test_a_function_that_is_right_is_not_searched():
    search, trials = searched([candidate(FIRST, "x + 2")], {"a": 11, "b": 22})
    assert not search.hits
    assert not trials.asked


def test_a_search_that_used_up_its_time_ends(monkeypatch):
    monkeypatch.setattr(search_module, "MOST_TRIED", 0)
    search, trials = searched([candidate(FIRST, "x + 2")], {"a": 12, "b": 22})
    assert not search.hits
    assert not trials.asked


def hit(node, text, rank=1.0, size=1):
    return Hit(changes=candidate(node, text, rank, size).changes, rank=rank)


def test_the_smallest_is_chosen_and_of_these_the_likeliest():
    found = chosen([hit(FIRST, "p", rank=3), hit(FIRST, "q", rank=2), hit(SECOND, "r", rank=0, size=2)])
    assert [one.changes[0][1].text for one in found] == ["q", "p"]


def test_nothing_is_chosen_where_the_smallest_disagree_on_the_line():
    assert chosen([hit(FIRST, "p"), hit(SECOND, "q")]) == []


def test_of_edits_as_small_those_count_that_leave_the_shortest_code():
    assert [one.changes[0][1].text for one in chosen([hit(FIRST, "-x"), hit(SECOND, "y")])] == ["y"]


def test_a_factor_that_is_left_out_is_told_rather_than_one_of_1():
    off = Hit(changes=candidate(FIRST, "1 * x", switches_off=True).changes, rank=0.0)
    assert [one.changes[0][1].text for one in chosen([off, hit(FIRST, "x", size=2)])] == ["x"]
    assert chosen([off]) == [off]


def test_what_replaces_more_than_a_third_of_a_function_is_left_out():
    long = " + ".join(f"y{number}" for number in range(30))
    assert chosen([hit(FIRST, long)]) == []


@pytest.mark.parametrize(
    ("before", "after", "gains"), [((1, 1), (0, 1), True), ((0, 1), (1, 0), False), ((1, 1), (1, FAR), False)]
)
def test_progress_makes_something_right_and_nothing_wrong(before, after, gains):
    old, new = (Score(errors=dict(zip("ab", values, strict=True))) for values in (before, after))
    assert new.gains_on(old) is gains


def test_what_takes_more_than_a_third_but_only_changes_places_is_a_repair():
    assert chosen([hit(FIRST, "1 + x")])


def test_where_a_pass_runs_no_condition_elsewhere_is_told():
    code = functions_in("def f(x):\n    if x == 1:\n        pass\n    return x\n")["f"]
    target = Target(code=code, path="m.py")
    edit = code.edit(EditKind.CONDITION, code.statements[0].test, "x", size=2)
    one = Hit(changes=((target, edit),), rank=0.0)
    assert without_guesses([one], [target], {("m.py", 2), ("m.py", 3)}) == []
    assert without_guesses([one], [target], {("m.py", 2)}) == [one]


def pair_then(singles, monkeypatch, most=8000):
    """Search where only so few single edits are tried before pairs that the last ones are left over."""
    monkeypatch.setattr(search_module, "AT_ONCE", 2)
    monkeypatch.setattr(search_module, "EARLY", ((1e-9, 0.5),))
    monkeypatch.setattr(search_module, "MOST_TRIED", most)
    return searched(singles, {"a": 12, "b": 25})[0].hits


PAIR = [candidate(FIRST, "x + 2"), candidate(SECOND, "y + 5")]


def test_single_edits_of_a_pairs_lines_are_tried_before_it_counts(monkeypatch):
    whole = Candidate(
        changes=((TARGET, CODE.edit(EditKind.NAME, CODE.statements[0], "a, y = x + 2, y + 3")),), rank=9.0
    )
    assert [len(one.changes) for one in chosen(pair_then([*PAIR, whole], monkeypatch))] == [1]


def test_a_pair_is_not_told_where_the_time_ended_before_that(monkeypatch):
    later = [candidate(FIRST, f"x + {number}", rank=9.0) for number in range(40, 60)]
    assert pair_then([*PAIR, *later], monkeypatch)
    assert not pair_then([*PAIR, *later], monkeypatch, most=10)


def test_what_keeps_something_for_a_function_is_blamed_only_where_nothing_in_it_passes():
    below, own = (
        hit(FIRST, "p"),
        Hit(changes=((replace(TARGET, code=replace(CODE, name="g")), hit(SECOND, "q").changes[0][1]),), rank=0.0),
    )
    assert above_first([below, own], {"f"}) == [own]
    assert above_first([below], {"f"}) == [below]
