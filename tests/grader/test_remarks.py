"""Remarks on what a notebook showed when it was handed in, and on arguments changed in place."""

import json
from pathlib import Path

from grader.submission.read import submission_of

ROOT = Path(__file__).parents[2]


def _with_shown(text, marker, folder):
    files = {
        path.relative_to(ROOT / folder).as_posix(): path.read_bytes()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.name != "expect.toml"
    }
    notebook = json.loads(files["BatchNormalization.ipynb"])
    for cell in notebook["cells"]:
        if "batchnorm-backward" in cell["metadata"].get("tags", []):
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": text}]
    files["BatchNormalization.ipynb"] = json.dumps(notebook).encode()
    return marker.judge(marker.record(submission_of("a", files, marker.assignment)))


def test_a_good_number_that_our_run_does_not_give_is_remarked(marker):
    result = _with_shown("dx error: \x1b[32m1e-10\x1b[0m", marker, "examples/class/cache_too_short")
    facts = {"label": "dx error:", "shown": "1e-10"}
    assert ("stale_outputs_none", facts) in [(r.id, r.facts) for r in result.remarks]


def test_a_right_notebook_without_outputs_gets_no_remark(marker):
    assert _with_shown("", marker, "examples/class/perfect").remarks == ()


def test_an_argument_changed_in_place_is_remarked_and_costs_nothing(marker):
    overwriting = "def batchnorm_backward_alt(dout, cache, _right=batchnorm_backward_alt):\n"
    overwriting += "    found = _right(dout, cache)\n    dout *= 0\n    return found"
    result = marker.judge(marker.record(marker.changed(overwriting)))
    assert {r.facts.get("function") for r in result.remarks if r.id == "changed_argument"} == {"batchnorm_backward_alt"}
    assert result.questions[2].verdict.value == "pass"


def test_an_array_used_as_a_number_is_remarked_with_its_line_and_costs_nothing(marker):
    refused = "def batchnorm_backward_alt(dout, cache, _right=batchnorm_backward_alt):\n"
    refused += "    float(np.ones((1, 1)))\n    return _right(dout, cache)"
    submission = marker.changed(refused)
    result = marker.judge(marker.record(submission))
    lines = submission.files["cs231n/layers.py"].decode().split("\n")
    (told,) = [remark.facts for remark in result.remarks if remark.id == "one_element"]
    assert lines[int(told.pop("line")) - 1].strip() == "float(np.ones((1, 1)))"
    assert told == {"path": "cs231n/layers.py", "now": "x.item()", "since": "2.4"}
    assert result.questions[2].verdict.value == "pass"
