"""Reports from records and results made by hand: one question with one criterion for each result."""

from dataclasses import dataclass, field

import pytest

from grader.checks.matches import Matches
from grader.model.assignment import Mistake
from grader.model.evidence import Comparison, Evidence
from grader.model.finding import Finding, FindingKind
from grader.model.observation import CellRun, CellStatus, Failure, Frame, Transcript, TranscriptStatus
from grader.model.record import Isolation, IsolationLevel, Record
from grader.model.result import CriterionResult, QuestionResult, Result
from grader.model.rubric import Criterion, Question, Rubric
from grader.model.submission import Remark, Submission
from grader.model.verdict import Confidence, Rung, Seriousness, Verdict
from grader.report.message import message
from grader.report.view import view
from grader.report.words import words

MATCHES = Matches(scenarios=("train",), shares={"out": 1.0})
FACTS = {
    "function": "batchnorm_forward",
    "producer": "batchnorm_forward",
    "consumer": "batchnorm_backward",
    "packed": "4",
    "unpacked": "5",
    "error": "ValueError",
    "path": "cs231n/layers.py",
    "line": "7",
    "source": "return out",
}
FRAME = Frame(path="cs231n/layers.py", line=7, function="batchnorm_forward", source="return out")
FAILURE = Failure(function="batchnorm_forward", error="ValueError", frames=(FRAME,), got="1", expected=("out", "cache"))
MISTAKE = Mistake(
    id="no_eps",
    title="`eps` is missing",
    explanation="Nothing keeps the root from zero.",
    hints=("Look at the root.", "Add `eps`."),
    seriousness=Seriousness.MINOR,
    overrides={},
)


@dataclass
class Build:
    """Makes the values that a report is made from."""

    mistakes: dict = field(default_factory=lambda: {"no_eps": MISTAKE})

    def comparison(self, rung=Rung.VALUES, **facts):
        usual = {"case": "train/plain", "output": "out", "error": 0.25, "limit": 1e-6}
        return Comparison(**{**usual, "rung": rung, **facts})

    def failure(self, **changes):
        return Failure(**{name: getattr(FAILURE, name) for name in FAILURE.__slots__} | changes)

    def finding(self, kind, **changes):
        usual = {"confidence": Confidence.CERTAIN, "facts": FACTS, "mistake": "no_eps" if kind == "mistake" else None}
        return Finding(kind=FindingKind(kind), **{**usual, **changes})

    def judged(self, verdict, *comparisons, findings=(), facts=None, answer=None, fraction=None):
        earned = 1.0 if verdict in (Verdict.PASS, Verdict.CARRIED) else 0.0
        return CriterionResult(
            id="criterion",
            verdict=verdict,
            fraction=earned if fraction is None else fraction,
            evidence=Evidence(comparisons=comparisons, facts=facts or {}),
            findings=tuple(findings),
            answer=answer,
        )

    def criterion(self, check=MATCHES, title="Values are right", hints=("Try by hand.", "Use a small input.")):
        return Criterion(id="criterion", title=title, points=4.0, check=check, hints=hints)

    def message(self, judged, check=MATCHES):
        return message(words(), self.criterion(check), judged, self.mistakes)

    def report(self, *judged, audience="student", check=MATCHES, title="Forward", name="ada", remarks=(), cells=()):
        criterion = self.criterion(check)
        questions = tuple(Question(id=f"q{n}", title=title, criteria=(criterion,)) for n in range(len(judged)))
        results = tuple(
            QuestionResult(
                id=f"q{n}",
                verdict=result.verdict,
                score=4 * result.fraction,
                max_score=4.0,
                pending=4.0 if result.verdict is Verdict.PENDING else 0.0,
                criteria=(result,),
            )
            for n, result in enumerate(judged)
        )
        rubric = Rubric(
            id="a2", title="Batch norm", notebook="a.ipynb", seed=1, functions={}, opaque=(), questions=questions
        )
        record = Record(
            submission=Submission(id=name, sha256="0f", files={"b.py": b"", "a.ipynb": b""}, notebook="a.ipynb"),
            isolation=Isolation(level=IsolationLevel.FULL, enforced=("limits",), not_enforced=()),
            transcript=Transcript(status=TranscriptStatus.OK, cells=tuple(cells)),
            observations={},
            provenance={"grader": "0.1", "numpy": "2"},
            timing={"seconds": 1.0},
        )
        return view(rubric, self.mistakes, record, Result(questions=results, remarks=tuple(remarks)), audience)

    def raised(self, **changes):
        """A criterion whose function raised."""
        facts = {"error": None, "limit": None, "failure": self.failure(**changes)}
        return self.judged(Verdict.FAIL, self.comparison(Rung.RAISED, **facts), findings=[self.finding("raised")])

    def cell(self, status=CellStatus.RAISED, **facts):
        return CellRun(**{"index": 3, "status": status, "error": "ValueError", **facts})

    def remark(self, name, audience="student", /, **facts):
        return Remark(id=name, audience=audience, facts=facts)


@pytest.fixture
def build():
    return Build()
