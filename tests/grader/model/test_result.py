from grader.model.result import QuestionResult, Result
from grader.model.verdict import Verdict


def question(score, max_score, pending=0.0):
    return QuestionResult(
        id="q", verdict=Verdict.PARTIAL, score=score, max_score=max_score, pending=pending, criteria=()
    )


def test_a_result_adds_up_its_questions():
    result = Result(questions=(question(1.5, 2), question(0, 3, pending=3)))
    assert (result.score, result.max_score, result.pending) == (1.5, 5, 3)


def test_sums_show_no_noise_of_floating_point():
    assert Result(questions=(question(0.1, 1), question(0.2, 1))).score == 0.3


def test_no_questions_are_worth_nothing():
    assert Result(questions=()).score == 0
