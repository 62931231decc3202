"""A wrong function's line is found, proved, and told; a repair that is none is not."""

from dataclasses import replace

import pytest

from grader.grading.keeping import keeping
from grader.grading.pipeline import judge, observe
from grader.grading.repairing import find_repairs, wrong_functions
from grader.model.repair import RepairsShown, RepairsWanted
from grader.model.submission import Audience
from grader.repairs.fresh import fresh_cases
from grader.report.view import view

FORWARD = """
def batchnorm_forward(x, gamma, beta, bn_param):
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    running_mean = bn_param.get("running_mean", np.zeros(x.shape[1]))
    running_var = bn_param.get("running_var", np.zeros(x.shape[1]))
    cache = None
    if bn_param["mode"] == "train":
        mean, var = x.mean(axis=0), x.var(axis=0)
        x_hat = (x - mean) / np.sqrt(var + eps)
        running_mean = momentum * running_mean + (1 - momentum) * mean
        running_var = momentum * running_var + (1 - momentum) * var
        cache = (x_hat, np.sqrt(var + eps), gamma)
    else:
        x_hat = (x - running_mean) / np.sqrt(running_var + eps)
    bn_param["running_mean"], bn_param["running_var"] = running_mean, running_var
    return gamma * x_hat + beta, cache
"""
BACKWARD = """
def batchnorm_backward(dout, cache):
    x_hat, std, gamma = cache
    N = dout.shape[0]
    dgamma = np.sum(dout * x_hat, axis=0)
    dbeta = np.sum(dout, axis=0)
    g = dout * gamma
    dx = (g - g.mean(axis=0) - x_hat * (g * x_hat).mean(axis=0)) / std
    return dx, dgamma, dbeta
"""
ALT = "\n\ndef batchnorm_backward_alt(dout, cache):\n    return batchnorm_backward(dout, cache)\n"


@pytest.fixture(scope="module")
def fresh(assignment):
    return fresh_cases(assignment)


@pytest.fixture(scope="module")
def repaired(marker, assignment, expectations, slot, fresh):
    """Function that returns a hand-in of some code, its result, and the repairs of it."""

    def repaired(*code):
        submission = marker.changed(*code)
        result = marker.judge(marker.record(submission))
        found = find_repairs(
            submission, result, assignment, expectations, lambda: fresh, lambda: slot, RepairsWanted.ALL
        )
        return submission, result, found

    return repaired


def wrong(old, new, code=FORWARD + BACKWARD + ALT):
    assert code.count(old) == 1
    return code.replace(old, new)


def test_a_right_hand_in_has_no_repair(repaired):
    _, _, found = repaired(FORWARD + BACKWARD + ALT)
    assert (found.found, found.searched) == ((), ())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "kind", "statement"),
    [
        ("np.sum(dout, axis=0)", "np.sum(dout, axis=1)", "axis", "dbeta ="),
        ("g = dout * gamma", "g = dout * std", "name", "g = dout"),
        ("np.sqrt(running_var + eps)", "(np.sqrt(running_var) + eps)", "eps_place", "x_hat = (x - running_mean)"),
        ("x_hat, std, gamma = cache", "x_hat, gamma, std = cache", "unpack", "x_hat, gamma, std"),
    ],
)
def test_the_line_and_the_kind_of_one_error_are_found(repaired, old, new, kind, statement):
    submission, _, found = repaired(wrong(old, new))
    (place,) = found.found[0].places
    lines = submission.files["cs231n/layers.py"].decode().splitlines()
    assert place.kind == kind
    assert lines[place.line - 1].strip().startswith(statement)
    assert found.found[0].proof.cases > 1
    assert found.found[0].proof.fresh > 1


@pytest.mark.slow
def test_a_repair_is_proved_by_derivatives_too(repaired):
    _, _, found = repaired(wrong("np.sum(dout, axis=0)", "np.sum(dout, axis=1)"))
    assert found.found[0].proof.gradients > 0


@pytest.mark.slow
def test_two_errors_in_one_function_are_two_places(repaired):
    code = wrong(
        "np.sum(dout, axis=0)",
        "np.mean(dout, axis=0)",
        wrong("np.sum(dout * x_hat", "np.sum(dout * std", FORWARD + BACKWARD + ALT),
    )
    _, _, found = repaired(code)
    assert [place.kind for place in found.found[0].places] == ["name", "reduction"]


@pytest.mark.slow
def test_one_error_in_two_functions_of_one_body_is_one_repair(repaired):
    helper = (
        "\n\ndef _centred(g, x_hat):\n    return g - g.mean(axis=1, keepdims=True) - x_hat * (g * x_hat).mean(axis=0)\n"
    )
    use = "(g - g.mean(axis=0) - x_hat * (g * x_hat).mean(axis=0))"
    alt = BACKWARD.replace("batchnorm_backward(", "batchnorm_backward_alt(").replace(use, "_centred(g, x_hat)")
    _, _, found = repaired(FORWARD + BACKWARD.replace(use, "_centred(g, x_hat)") + helper + alt)
    (repair,) = found.found
    assert {"batchnorm_backward", "batchnorm_backward_alt"} <= set(repair.questions)
    assert [place.function for place in repair.places] == ["_centred"]


@pytest.mark.slow
def test_what_only_follows_from_a_wrong_function_below_is_not_searched(repaired):
    _, _, found = repaired(wrong("np.sqrt(var + eps)\n        running", "(np.sqrt(var) + 3)\n        running"))
    assert "batchnorm_backward" not in found.searched


@pytest.mark.slow
def test_code_that_edits_cannot_mend_has_no_repair(repaired):
    code = "\n\ndef batchnorm_backward(dout, cache):\n    return tuple(np.random.rand(3) for _ in range(3))\n"
    _, _, found = repaired(FORWARD + BACKWARD + ALT + code)
    assert "batchnorm_backward" in found.searched
    assert not found.found


@pytest.mark.slow
def test_code_that_ends_its_process_or_never_ends_costs_only_its_own_search(repaired):
    body = "    import os\n    if dout.shape[0] != 3.5:\n        os._exit(3)\n    return dout, dout, dout\n"
    code = f"\n\ndef batchnorm_backward(dout, cache):\n{body}"
    _, _, found = repaired(FORWARD + BACKWARD + ALT + code)
    assert not found.found


@pytest.mark.slow
def test_code_that_never_ends_and_cannot_be_interrupted_is_given_up_at_once(repaired):
    stubborn = "        try:\n            while dout.shape: pass\n        except BaseException: continue\n"
    code = f"\n\ndef layernorm_backward(dout, cache):\n    while True:\n{stubborn}"
    _, _, found = repaired(FORWARD + BACKWARD + ALT + code)
    assert not found.found
    assert found.cpu_seconds < 10


def told(marker, submission, result, found, assignment, audience, shown=RepairsShown.KIND, language="en"):
    rubric, record = replace(assignment.rubric, repairs=shown), marker.record(submission)
    return view(rubric, {}, record, result, audience, language, found)


@pytest.fixture(scope="module")
def axis(repaired):
    return repaired(wrong("np.sum(dout, axis=0)", "np.sum(dout, axis=17 - 16)"))


def test_no_mark_depends_on_a_repair(marker, assignment, axis):
    submission, result, found = axis
    with_it, without = (told(marker, submission, result, one, assignment, Audience.STUDENT) for one in (found, None))
    assert found.found
    assert [q["score"] for q in with_it["questions"]] == [q["score"] for q in without["questions"]]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("shown", [RepairsShown.LINE, RepairsShown.KIND])
def test_the_repaired_text_is_in_nothing_of_a_students(marker, assignment, axis, shown, language):
    submission, result, found = axis
    report = told(marker, submission, result, found, assignment, Audience.STUDENT, shown, language)
    repair = next(q["repair"] for q in report["questions"] if "repair" in q)
    new = {place.new for one in found.found for place in one.places}
    assert new
    assert not any(text in str(repair) for text in (*new, "difference", "@@", "new"))


def test_the_line_is_marked_in_the_students_own_code(marker, assignment, axis):
    submission, result, found = axis
    report = told(marker, submission, result, found, assignment, Audience.STUDENT)
    question = next(q for q in report["questions"] if q["id"] == "batchnorm_backward")
    assert question["source"]["repaired"] == [found.found[0].places[0].line]


def test_staff_see_the_difference_with_cost_and_proof(marker, assignment, axis):
    submission, result, found = axis
    report = told(marker, submission, result, found, assignment, Audience.STAFF)
    repair = next(q["repair"] for q in report["questions"] if "repair" in q)
    assert "+    dbeta = " in repair["difference"]
    assert repair["tried"] > 0
    assert repair["proof"]["fresh"] > 1


def test_students_see_the_text_where_the_rubric_says_so(marker, assignment, axis):
    submission, result, found = axis
    report = told(marker, submission, result, found, assignment, Audience.STUDENT, RepairsShown.FULL)
    repair = next(q["repair"] for q in report["questions"] if "repair" in q)
    assert found.found[0].places[0].new in repair["message"]


def test_what_may_only_switch_something_off_is_for_staff(marker, assignment, axis):
    submission, result, found = axis
    off = replace(found, found=tuple(replace(one, staff_only=True) for one in found.found))
    student, staff = (
        told(marker, submission, result, off, assignment, who) for who in (Audience.STUDENT, Audience.STAFF)
    )
    assert not any("repair" in q for q in student["questions"])
    assert any("note" in q.get("repair", {}) for q in staff["questions"])


def test_functions_whose_mistake_is_known_are_left_out_unless_all_are_asked_for(marker, assignment, axis):
    _, result, _ = axis
    assert wrong_functions(assignment.rubric, result, RepairsWanted.OFF) == {}
    assert "batchnorm_backward" in wrong_functions(assignment.rubric, result, RepairsWanted.ALL)


@pytest.mark.slow
def test_a_function_of_which_only_gradients_are_asked_is_repaired(marker, assignment, expectations, slot):
    questions = tuple(
        replace(q, criteria=tuple(c for c in q.criteria if c.check.differentiates))
        if q.id == "batchnorm_backward"
        else q
        for q in assignment.rubric.questions
    )
    asked = replace(assignment, rubric=replace(assignment.rubric, questions=questions))
    submission = marker.changed(wrong("(g * x_hat).mean(axis=0)", "(g * x_hat).sum(axis=0)"))
    result = judge(observe(submission, asked, expectations, slot), asked, expectations)
    fresh = fresh_cases(asked)
    arguments = submission, result, asked, expectations, lambda: fresh, lambda: slot
    found = find_repairs(*arguments, RepairsWanted.ALL).found
    assert ("batchnorm_backward", "(g * x_hat).sum") in [(r.function, r.places[0].old) for r in found]


@pytest.mark.slow
def test_a_right_forward_that_keeps_the_wrong_thing_for_its_backward_is_repaired(repaired):
    _, _, found = repaired(
        wrong("cache = (x_hat, np.sqrt(var + eps), gamma)", "cache = (x_hat, np.sqrt(var + eps), beta)")
    )
    (repair,) = found.found[:1]
    assert (repair.function, repair.places[0].function, repair.places[0].old) == (
        "batchnorm_backward",
        "batchnorm_forward",
        "beta",
    )


def test_a_function_of_a_class_asks_for_no_repair_below_it(assignment):
    rubric = assignment.rubric
    about = {q.function: q for q in rubric.questions}
    backward = keeping(rubric, [about["batchnorm_backward"]], [], ())
    assert [question.function for question in backward] == ["batchnorm_forward"]
    assert keeping(rubric, [about["batchnorm_backward"]], ["batchnorm_forward"], ()) == []
    assert keeping(rubric, [about["FullyConnectedNet"]], [], ()) == []
