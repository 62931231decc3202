"""Points go to nbgrader by student and `grade_id`; what waits for a person, or was lost by us, stays open there."""

import json
from pathlib import Path

from grader.platforms.column_fill import FillOptions
from grader.platforms.export_job import ExportJob
from grader.platforms.nbgrader.export import export
from grader.platforms.pending import pending_of

from ..conftest import criterion, grade, question, report


def _exported(**more):
    fill = FillOptions(column="", missing_zero=False, scale=False)
    points = {"forward": 2.0, "answer": 0.0, "net": 0.0}
    grades = [grade("ada", 2.0, questions=points), grade("bob")]
    reports = {
        "s_ada": report(
            "s_ada",
            question("forward", criterion("train")),
            question("answer", criterion("text", "pending", 0.0, 4.0)),
            question("net", criterion("loss", "error", 0.0, 5.0)),
        )
    }
    pending = pending_of(grades, reports)
    given = {"grades": grades, "reports": reports, "pending": pending, "fill": fill, **more}
    return export(ExportJob(platform="nbgrader", folder=Path("results"), **given))


def test_points_that_are_final_are_written_by_student_and_cell():
    found = _exported()
    assert json.loads(found.files[Path("results/nbgrader_scores.json")])["students"] == {"ada": {"forward": 2.0}}


def test_the_program_for_nbgrader_lies_beside_the_points_and_is_named():
    found = _exported(out=Path("there/scores.json"))
    assert set(found.files) == {Path("there/scores.json"), Path("there/into_nbgrader.py")}
    compile(found.files[Path("there/into_nbgrader.py")], "into_nbgrader.py", "exec")
    assert "python into_nbgrader.py scores.json ASSIGNMENT" in found.notes[0]
