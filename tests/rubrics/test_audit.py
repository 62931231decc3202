"""Every shipped rubric is proved: the reference earns all, the template nothing, every mistake is named."""

from pathlib import Path

import pytest

from grader.authoring.audit import audit
from grader.grading.assignment_grader import AssignmentGrader

RUBRICS = sorted(Path(__file__).parents[2].glob("rubrics/*.toml"))


@pytest.mark.slow
@pytest.mark.parametrize("rubric", [path for path in RUBRICS if path.stem.count(".") == 0], ids=lambda path: path.stem)
def test_a_rubric_is_proved(rubric):
    with AssignmentGrader(rubric) as grader:
        found = audit(grader.assignment, grader.expectations, grader.slot)
    assert found["reference"]["score"] == found["reference"]["max_score"]
    assert found["template"]["score"] == 0
    assert found["idle_criteria"] == []
    assert found["no_longer_found"] == []
    assert found["ok"]
