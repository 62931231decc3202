"""What the results of a marked class hold, read from its logs, reports and tables."""

import csv
import io
import json
import subprocess
import sys

from grader.gradebook.answer_groups import grouped
from grader.gradebook.answers import answers_in
from grader.gradebook.appeals import read_appeal_answers
from grader.gradebook.decisions import read_decisions
from grader.gradebook.group_decisions import read_group_decisions

from .review_server import ROOT


def expected_answers(class_, saved):
    """The points that the pages acknowledged last; the comment takes half a point at the end."""
    groups = {group.id: group for group in grouped(answers_in(class_))}
    assert saved.keys() == groups.keys()
    return {
        (answer.submission, "ringing.answer"): 1.5 if points == "comment" else float(points)
        for name, points in saved.items()
        for answer in groups[name].answers
    }


def in_the_log(class_):
    return {answer.submission: answer.points for answer in answers_in(class_)}


def decided_by_hand(class_):
    """What was decided but for answers, each as often as it stands in the log."""
    decided = [one.comment for one in read_decisions(class_) if one.criterion != "answer"]
    of_groups = [one.comment for one in read_group_decisions(class_).standing]
    answered = [one.answer for one in read_appeal_answers(class_) if one.after is None]
    return sorted([*decided, *of_groups, *answered])


def points_in_reports(class_):
    """Of each hand-in and criterion the points that its report says."""
    return {
        (name, f"{question['id']}.{one['id']}"): one["score"]
        for path in class_.glob("reports/*/report.json")
        for name in [path.parent.name]
        for question in json.loads(path.read_text(encoding="utf-8"))["questions"]
        for one in question["criteria"]
    }


def sums(points):
    """Of each hand-in the points of its questions, and of all."""
    found = {}
    for (name, criterion), given in points.items():
        question = criterion.partition(".")[0]
        row = found.setdefault(name, {"score": 0.0})
        row["score"] += given
        row[question] = row.get(question, 0.0) + given
    return found


def assert_reports_say(class_, words, answers):
    """Each student reads each reason, and the comment in its last words."""
    for path in class_.glob("reports/*/report.html"):
        name, page = path.parent.name, path.read_text(encoding="utf-8")
        missing = [text for (who, _), text in words.items() if who == name and text not in page]
        assert missing == []
        assert "Nothing is said of side lobes." not in page
        assert ("Side lobes are missing." in page) == (answers[name, "ringing.answer"] == 1.5)


def in_the_table(path):
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    wanted = ("score", "dft", "low_pass", "signal", "ringing")
    assert {row["pending"] for row in rows} == {"0"}
    return {row["submission"]: {name: float(row[name]) for name in wanted} for row in rows}


def in_the_sheet(class_, path):
    command = [sys.executable, "-m", "grader", "answers", str(class_), "--out", str(path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    return {name: float(row["points"]) for row in rows for name in row["student"].split("; ")}
