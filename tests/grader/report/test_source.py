from grader.model.evidence import Comparison, Evidence
from grader.model.observation import Failure, Frame, Transcript, TranscriptStatus
from grader.model.record import Isolation, IsolationLevel, Record
from grader.model.result import CriterionResult, QuestionResult
from grader.model.rubric import Question
from grader.model.submission import Definition, Submission
from grader.model.verdict import Rung, Verdict
from grader.report.source import MOST_LINES, source_of

QUESTION = Question(id="q", title="Q", criteria=(), function="f")
CODE = Definition(path="m.py", line=10, source="def f(x):\n    return x.y")


def _source(definition=CODE, verdict=Verdict.FAIL, lines=(11,)):
    frames = tuple(Frame(path="m.py", line=line, function="f", source="") for line in lines)
    comparison = Comparison(case="c", output="out", rung=Rung.RAISED, failure=Failure(function="f", frames=frames))
    criterion = CriterionResult(id="c", verdict=verdict, fraction=0.0, evidence=Evidence(comparisons=(comparison,)))
    judged = QuestionResult(id="q", verdict=verdict, score=0.0, max_score=1.0, pending=0.0, criteria=(criterion,))
    submission = Submission(
        id="a", sha256="", files={}, notebook="n.ipynb", definitions={"f": definition} if definition else {}
    )
    isolation = Isolation(level=IsolationLevel.LIMITED, enforced=(), not_enforced=())
    transcript = Transcript(status=TranscriptStatus.OK)
    record = Record(submission=submission, isolation=isolation, transcript=transcript, observations={})
    return source_of(QUESTION, judged, record)


def test_a_function_is_shown_with_its_place_and_the_line_at_which_it_stopped():
    assert _source() == {
        "path": "m.py",
        "line": 10,
        "lines": ["def f(x):", "    return x.y"],
        "marked": [11],
        "cut": False,
    }


def test_of_several_frames_in_the_file_the_innermost_is_marked():
    assert _source(lines=(10, 11))["marked"] == [11]


def test_a_line_outside_of_the_function_is_not_marked():
    assert _source(lines=(99,))["marked"] == []


def test_a_function_of_the_notebook_is_shown_with_the_notebooks_name():
    assert _source(Definition(path="notebook", cell=3, line=1, source="def f(): pass"))["path"] == "n.ipynb"


def test_a_long_function_is_cut_and_says_so():
    found = _source(Definition(path="m.py", line=1, source="x = 1\n" * 500))
    assert len(found["lines"]) == MOST_LINES
    assert found["cut"]


def test_nothing_is_shown_where_no_look_at_the_code_explains_the_verdict():
    assert _source(verdict=Verdict.PASS) is None
    assert _source(verdict=Verdict.NOT_ATTEMPTED) is None
    assert _source(Definition(path="m.py", line=1, source="def f(): ...", unchanged=True)) is None
    assert _source(None) is None
