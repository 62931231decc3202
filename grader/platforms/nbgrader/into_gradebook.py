"""Puts points into nbgrader's gradebook: `python into_nbgrader.py scores.json ps1 [sqlite:///gradebook.db]`.

Run it in nbgrader's environment and in the course's folder, after `nbgrader generate_assignment ps1`. Students and
submissions that the gradebook does not know are added; cells that are not named keep what they have.
"""

import json
import sys
from pathlib import Path


def main(file: str, assignment: str, database: str = "sqlite:///gradebook.db") -> None:
    """Write the points of a file into a gradebook, all of them or none.

    Args:
        file: what `grader export nbgrader` wrote: points by student and `grade_id`.
        assignment: the assignment's name in nbgrader.
        database: the gradebook's address.
    """
    from nbgrader.api import Gradebook  # type: ignore[import-not-found,unused-ignore]

    given = json.loads(Path(file).read_text(encoding="utf-8"))["students"]
    written, left = 0, set()
    with Gradebook(database) as book:
        book.find_assignment(assignment)
        for student, points in given.items():
            book.update_or_create_student(student)
            submission = book.update_or_create_submission(assignment, student)
            grades = {grade.name: grade for notebook in submission.notebooks for grade in notebook.grades}
            for name in points.keys() & grades.keys():
                grades[name].auto_score, grades[name].manual_score = points[name], None
                grades[name].needs_manual_grade = False
                written += 1
            left |= points.keys() - grades.keys()
        book.db.commit()
    print(f"{written} scores of {len(given)} students written.")
    if left:
        print(f"Not in the gradebook: {', '.join(sorted(left))}")


if __name__ == "__main__":
    main(*sys.argv[1:])
