"""An author sees which case alone takes most."""

from grader.authoring.case_points import single_cases
from grader.checks.answer import Answer
from grader.checks.matches import Matches
from grader.model.rubric import CaseShare, CellSelector, Criterion, Question, Rubric

MATCHES = Matches(scenarios=("train",), shares={"out": 1.0})


def test_a_usual_case_takes_all_an_edge_case_its_share_of_every_criterion_that_uses_it():
    shares = {"train/one_row": CaseShare(share=0.1, edge=True)}
    criteria = (
        Criterion(id="loss", title="", points=4, check=MATCHES, case_shares=shares),
        Criterion(id="grads", title="", points=6, check=MATCHES, case_shares=shares),
        Criterion(id="answer", title="", points=3, check=Answer(cell=CellSelector(tag="a"))),
    )
    questions = (Question(id="net", title="", criteria=criteria),)
    rubric = Rubric(id="r", title="", notebook="", seed=1, functions={}, opaque=(), questions=questions)
    assert single_cases(rubric, {"train": ("one_row", "wide"), "other": ("only",)}) == [
        {"case": "train/wide", "edge": False, "points": 10.0, "criteria": {"net.loss": 4.0, "net.grads": 6.0}},
        {"case": "train/one_row", "edge": True, "points": 1.0, "criteria": {"net.loss": 0.4, "net.grads": 0.6}},
    ]
