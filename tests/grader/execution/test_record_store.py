import json
from dataclasses import replace

import numpy as np
import pytest

from grader.errors import CallerError
from grader.execution.record_store import load, save
from grader.model.expectation import Probe
from grader.model.observation import (
    CellRun,
    CellStatus,
    Failure,
    Frame,
    NotNumeric,
    Observation,
    OldUse,
    Outcome,
    Transcript,
    TranscriptStatus,
)
from grader.model.record import Isolation, IsolationLevel, Record
from grader.model.submission import Audience, Cell, CellKind, Definition, Remark, Submission, WrittenAnswer
from grader.sandbox.child.wire import MAX_JSON, unpack


def _record():
    frame = Frame(path="m.py", line=2, function="f", source="x")
    submission = Submission(
        id="00123",
        sha256="ab",
        files={"m.py": b"secret"},
        notebook="n.ipynb",
        cells=(Cell(index=0, kind=CellKind.CODE, source="1", tags=("t",)),),
        definitions={"f": Definition(path="m.py", line=1, source="def f(): pass")},
        answers={"q.answer": WrittenAnswer(text="because", unchanged=False)},
        remarks=(Remark(id="x", audience=Audience.STAFF, facts={"a": "b"}),),
    )
    observations = {
        Probe("s", "c", "run"): Observation(
            outcome=Outcome.RETURNED,
            old_uses=(OldUse(form="ptp", path="m.py", line=1),),
            values={"x": np.arange(3.0), "n": float("nan"), "o": NotNumeric(type_name="Odd")},
        ),
        Probe("s", "c", "points"): Observation(
            outcome=Outcome.RAISED, failure=Failure(function="f", error="ValueError", frames=(frame,))
        ),
    }
    return Record(
        submission=submission,
        isolation=Isolation(level=IsolationLevel.LIMITED, enforced=("a",), not_enforced=()),
        transcript=Transcript(status=TranscriptStatus.OK, cells=(CellRun(index=0, status=CellStatus.OK, shown="1"),)),
        observations=observations,
        timing={"cpu_seconds": 0.5},
    )


def test_a_record_comes_back_as_it_was_but_for_the_files_contents(tmp_path):
    record = _record()
    save(record, tmp_path)
    back = load(tmp_path)
    assert back.submission.files == {"m.py": b""}
    assert back.submission.definitions == record.submission.definitions
    assert back.transcript == record.transcript
    assert back.observations[Probe("s", "c", "points")] == record.observations[Probe("s", "c", "points")]
    values = back.observations[Probe("s", "c", "run")].values
    assert values["x"].tolist() == [0, 1, 2]
    assert np.isnan(values["n"])
    assert values["o"] == NotNumeric(type_name="Odd")


@pytest.mark.parametrize("content", [b"", b"not json", b"{}"])
def test_a_damaged_record_is_refused_in_words(tmp_path, content):
    save(_record(), tmp_path)
    (tmp_path / "record.json").write_bytes(content)
    with pytest.raises(CallerError, match="Grade the submission again"):
        load(tmp_path)


def test_what_came_within_its_bound_can_be_written_down_though_its_spelling_is_longer(tmp_path):
    text = "\xe9" * (MAX_JSON // 2 - 400)
    forged = json.dumps({"head": {}, "values": ["plain", text], "arrays": []}, ensure_ascii=False).encode()
    seen = Observation(outcome=Outcome.RETURNED, values={"x": unpack(forged, b"")[1]})
    save(replace(_record(), observations={Probe("s", "c", "run"): seen}), tmp_path)
    assert load(tmp_path).observations[Probe("s", "c", "run")].values["x"] == text
