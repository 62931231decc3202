import tomllib

import pytest

from grader.checks.answer import Answer
from grader.checks.failures import failed
from grader.checks.gradient import Gradient
from grader.checks.outputs import Outputs
from grader.checks.runs import Runs
from grader.model.observation import Frame, Misfit, Observation, Outcome
from grader.model.rubric import CellSelector
from grader.model.verdict import Confidence, Rung, Verdict
from grader.report.words import CATALOGUES, words

CELL = CellSelector(tag="x")
ANSWER = Answer(cell=CELL)
RUNS = Runs(cells=(CELL,), requires=())
OUTPUTS = Outputs(shown=(), requires=())
GRADIENT = Gradient(scenario="train", output="out", upstream="dout", wrt={"dx": "x"}, shares={"dx": 1.0})
KINDS = ("mistake", "carried", "blocked", "unpack", "raised", "reshaped", "forward_first", "below_first")
LOST = (Verdict.PARTIAL, Verdict.FAIL, Verdict.NOT_ATTEMPTED, Verdict.BLOCKED)
STEPS = tomllib.loads((CATALOGUES / "en.toml").read_text(encoding="utf-8"))["next"]


def _ends_with_a_step(text):
    steps = [step.split("{")[0].split("`")[0] for step in STEPS.values()]
    return any(step and step in text for step in steps)


@pytest.mark.parametrize("check", [RUNS, OUTPUTS, ANSWER, GRADIENT], ids=lambda check: type(check).__name__)
def test_every_verdict_has_words_for_every_kind_of_check(build, check):
    facts = {"held": 1, "of": 2}
    assert [verdict for verdict in Verdict if not build.message(build.judged(verdict, facts=facts), check)] == []


@pytest.mark.parametrize("failed", [True, False])
def test_every_rung_has_words_under_every_verdict(build, failed):
    def told(verdict, rung):
        worst = build.comparison(rung, failure=build.failure() if failed else None)
        return build.message(build.judged(verdict, worst))

    assert [(verdict, rung) for verdict in Verdict for rung in Rung if "{" in told(verdict, rung)] == []


@pytest.mark.parametrize("verdict", LOST)
def test_whoever_lost_points_reads_what_to_do_next(build, verdict):
    def told(rung):
        findings = [build.finding("blocked")] if verdict is Verdict.BLOCKED else []
        return build.message(build.judged(verdict, build.comparison(rung), findings=findings))

    assert [rung for rung in Rung if not _ends_with_a_step(told(rung))] == []


@pytest.mark.parametrize("check", [RUNS, OUTPUTS, ANSWER], ids=lambda check: type(check).__name__)
def test_whoever_lost_points_elsewhere_than_in_functions_reads_it_too(build, check):
    def told(verdict):
        return build.message(build.judged(verdict, facts={"held": 0, "of": 2}), check)

    assert [verdict for verdict in LOST if not _ends_with_a_step(told(verdict))] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_finding_adds_its_words_and_a_next_step(build, kind):
    told = build.message(build.judged(Verdict.FAIL, build.comparison(), findings=[build.finding(kind)]))
    assert told != build.message(build.judged(Verdict.FAIL, build.comparison()))
    assert _ends_with_a_step(told)
    assert "{" not in told


@pytest.mark.parametrize("confidence", Confidence)
def test_a_known_mistake_is_named_as_surely_as_it_is_known(build, confidence):
    finding = build.finding("mistake", confidence=confidence)
    told = build.message(build.judged(Verdict.FAIL, build.comparison(), findings=[finding]))
    assert "**`eps` is missing**" in told
    assert STEPS["mistake"] in told


def test_a_mistake_that_the_assignment_no_longer_has_still_leaves_a_message(build):
    unknown = build.finding("mistake", mistake="gone")
    assert "differs" in build.message(build.judged(Verdict.FAIL, build.comparison(), findings=[unknown]))


@pytest.mark.parametrize(
    ("facts", "cause", "words"),
    [
        ({"function": "f"}, "forward", "your own `f`. What is wrong there is charged there"),
        ({"function": "f"}, None, "your own `f`, which is graded elsewhere"),
        ({}, None, "layers that it stands on"),
    ],
)
def test_a_carried_result_says_whose_fault_it_carries(build, facts, cause, words):
    finding = build.finding("carried", facts=facts, caused_by=cause)
    assert words in build.message(build.judged(Verdict.CARRIED, build.comparison(), findings=[finding]))


@pytest.mark.parametrize(("cause", "sent"), [("forward", True), (None, False)])
def test_a_carried_result_sends_to_an_earlier_part_only_where_there_is_one(build, cause, sent):
    finding = build.finding("carried", caused_by=cause)
    told = build.message(build.judged(Verdict.CARRIED, build.comparison(), findings=[finding]))
    assert ("Mend the earlier part." in told) is sent
    assert "Nothing to do here." in told


@pytest.mark.parametrize(("limit", "words"), [("yes", "which ran for too long"), ("", "which does not work yet")])
def test_a_blocked_result_says_whether_its_cause_ran_for_too_long(build, limit, words):
    finding = build.finding("blocked", facts={"function": "f", "limit": limit}, caused_by="forward")
    assert words in build.message(build.judged(Verdict.BLOCKED, build.comparison(), findings=[finding]))


@pytest.mark.parametrize(
    ("rung", "changes", "words"),
    [
        (Rung.RAISED, {"error": ""}, "ended before it gave a result"),
        (Rung.LIMIT, {"why": "output"}, "more numbers than can be taken"),
        (Rung.LIMIT, {"why": "cpu"}, "ran for too long"),
        (Rung.MISSING, {}, "The function `batchnorm_forward` was not found"),
        (Rung.NONE_OR_COUNT, {"got": "None"}, "returned None where out, cache"),
        (Rung.NONE_OR_COUNT, {"got": "1"}, "should return out, cache; the number of values that came back is 1"),
        (Rung.NONE_OR_COUNT, {"got": ""}, "did not return out, cache"),
        (Rung.LIMIT, {"function": "", "called": "f", "why": "cpu"}, "`f` ran"),
        (Rung.LIMIT, {"function": "", "called": "", "why": "cpu"}, "`out` ran"),
        (Rung.RAISED, {}, "`cs231n/layers.py`, line 7: `return out`"),
        (Rung.RAISED, {"frames": ()}, "Seen with the inputs “plain”"),
    ],
)
def test_a_failure_is_told_in_its_own_words(build, rung, changes, words):
    worst = build.comparison(rung, failure=build.failure(**changes))
    assert words in build.message(build.judged(Verdict.FAIL, worst))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"rung": None, "error": 1e-9}, "the largest error is 1.0e-09, the limit is 1.0e-06"),
        ({"rung": None, "error": None}, "agrees with the reference."),
        ({"error": None}, "`out` is not what it should be"),
        ({"rung": Rung.NONE_OR_COUNT}, "`out` is None"),
        ({"wrong": 3, "total": 8, "worst_index": (1, 2)}, "It is largest at row 2, column 3; 3 of 8"),
        ({"wrong": 2, "total": 8, "worst_index": ()}, "2 of 8 numbers are off"),
        ({"wrong": 1, "total": 1, "worst_index": ()}, "Seen with the inputs “plain”"),
        ({"rung": Rung.SHAPE, "shape": (3,), "expected_shape": (3, 1)}, "the shape (3,); it should be (3, 1)"),
    ],
)
def test_what_was_measured_is_told_with_numbers_and_place(build, changes, words):
    assert words in build.message(build.judged(Verdict.PARTIAL, build.comparison(**changes)))


def test_a_gradient_that_holds_is_said_to_agree_with_what_it_was_held_against(build):
    told = build.message(build.judged(Verdict.CARRIED, build.comparison(None, error=1e-9)), GRADIENT)
    assert told.startswith("Your gradient agrees with the numerical derivative")


def test_a_gradient_is_held_against_the_numerical_derivative(build):
    assert "numerical derivative" in build.message(build.judged(Verdict.FAIL, build.comparison()), GRADIENT)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"held": 1, "of": 2, "paid": 1.0}, "1 of 2 cells ran to their end. Restart"),
        ({"held": 1, "of": 2, "paid": 0.5}, "(50 %)"),
        ({"held": 2, "of": 2, "paid": 0.5}, STEPS["paid"]),
    ],
)
def test_a_notebooks_claim_says_how_it_is_paid(build, facts, words):
    assert words in build.message(build.judged(Verdict.PARTIAL, facts=facts), RUNS)


def test_the_graders_own_failure_blames_nobody(build):
    told = build.message(build.judged(Verdict.ERROR, build.comparison(Rung.RAISED, failure=build.failure())))
    assert told == words()("measured.error")


@pytest.mark.parametrize("evil", ["<script>", '"><img src=x onerror=1>', "a`b", "a\n\n# b", "a\u202eb"])
def test_a_students_own_text_stays_in_its_code_span(build, evil):
    frame = Frame(path=evil, line=1, function=evil, source=evil)
    worst = build.comparison(Rung.RAISED, output=evil, failure=build.failure(function=evil, frames=(frame,)))
    finding = build.finding("raised", facts={"error": evil, "function": evil})
    parts = build.message(build.judged(Verdict.FAIL, worst, findings=[finding])).split("`")
    assert len(parts) % 2 == 1
    assert not any(sign in part for part in parts[::2] for sign in ("<", "#", "\n", "\u202e"))


def test_values_that_do_not_fit_together_are_told_as_such(build):
    comparison = build.comparison(Rung.NOT_ARRAY, error=None, failure=build.failure(function="", error="", why="unfit"))
    assert "does not fit together" in build.message(build.judged(Verdict.FAIL, comparison))


def test_a_value_of_another_shape_is_named_with_both_shapes_though_it_is_no_output(build):
    misfit = Misfit(name="x", shape=(4,), expected_shape=(3, 2))
    (comparison,) = failed(
        "solve/small",
        ("A @ x",),
        Observation(outcome=Outcome.MALFORMED, failure=build.failure(function="", why="unfit", misfit=misfit)),
    )
    assert "`x` has the shape (4,); it should be (3, 2)" in build.message(build.judged(Verdict.FAIL, comparison))


@pytest.mark.parametrize(
    ("edge", "begins"),
    [
        (True, "Edge case: all is right but for the inputs “one row”. That costs 10 % of these points."),
        (False, "All is right but for the inputs “one row”. That costs 10 % of these points."),
    ],
)
def test_a_lost_case_is_named_with_what_it_costs_and_what_is_off_there(build, edge, begins):
    right, wrong = build.comparison(None, error=0.0), build.comparison(case="train/one_row", share=0.1, edge=edge)
    told = build.message(build.judged(Verdict.PARTIAL, right, wrong, fraction=0.9))
    assert told.startswith(f"{begins} `out` differs from the reference")


def test_where_other_cases_are_wrong_too_they_are_told_first(build):
    usual, edge = build.comparison(), build.comparison(Rung.RAISED, case="train/one_row", share=0.1, edge=True)
    told = build.message(build.judged(Verdict.PARTIAL, usual, edge, fraction=0.5))
    assert told.startswith("`out` differs from the reference")


def test_beside_what_is_carried_the_edge_case_is_named(build):
    usual, edge = build.comparison(), build.comparison(case="train/one_row", share=0.1, edge=True)
    finding = build.finding("carried", cases=("train/plain",))
    told = build.message(build.judged(Verdict.PARTIAL, usual, edge, findings=[finding], fraction=0.9))
    assert told.startswith("Edge case")
    assert "right for your own" in told


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (
            {"rung": Rung.NOT_ARRAY, "kind": "dict", "expected_kind": "list"},
            "`out` is a dictionary; it should be a list.",
        ),
        (
            {"rung": Rung.SHAPE, "expected_kind": "list", "shape": (4,), "expected_shape": (3,)},
            "`out` has 4 entries; it should have 3. Seen with the inputs “plain”. Count the entries",
        ),
        (
            {"rung": Rung.VALUES, "expected_kind": "whole", "total": 1, "wrong": 1},
            "`out` is not the right whole number;",
        ),
        (
            {"rung": Rung.VALUES, "expected_kind": "whole", "total": 5, "wrong": 2, "worst_index": (3,)},
            "2 of 5 whole numbers in `out` are not right; whole numbers have to be exact. The first",
        ),
    ],
)
def test_other_kinds_lengths_and_whole_numbers_have_words_of_their_own(build, facts, said):
    one = build.comparison(**{"limit": None, "error": None, **facts})
    assert build.message(build.judged(Verdict.FAIL, one)).startswith(said)
