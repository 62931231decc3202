"""The commands of a graded class, as a person types them."""

import csv
import json

import pytest
from click.testing import CliRunner

from grader.cli import cli
from grader.errors import CallerError
from grader.grading.lock import locked


@pytest.fixture
def course(answered):
    return answered


@pytest.fixture
def run(course):
    def run(command, *words):
        return CliRunner().invoke(cli, [command, str(course.out), *map(str, words)], catch_exceptions=False)

    return run


def test_show_lists_everybody_and_one_in_full(run):
    told = run("show").output
    assert "never" in told
    assert "missing" in told
    told = run("show", "00123").output
    assert "ringing.answer" in told
    assert "Doe, Jane" in told
    assert "nothing handed in" in run("show", "never").output


def test_show_speaks_json(run):
    assert [grade["status"] for grade in json.loads(run("show", "--json").output)] == [
        *("graded", "graded", "graded", "missing", "graded")
    ]
    assert json.loads(run("show", "00123", "--json").output)["grade"]["entry"]["student"] == "00123"


def test_override_says_who_gains(run):
    told = run("override", "bo", "ringing.answer", "1.5", "--why", "The edge is missing.").output
    assert "bo: " in told
    assert "cy: " in told
    assert "ringing.answer: 0 -> 1.5" in told
    assert "The edge is missing." in run("show", "bo").output
    assert "1.5 -> 0" in run("override", "bo", "ringing.answer", "auto", "--why", "Not yet.").output


def test_points_that_are_no_number_are_refused(run):
    ran = run("override", "bo", "ringing", "many", "--why", "x")
    assert ran.exit_code == 2
    assert "neither a number nor `auto`" in ran.output


def test_a_dry_run_says_who_gains_and_by_which_line_and_writes_nothing(run, course):
    course.change_rubric("points = 3", "points = 5")
    before = course.files()
    told = run("regrade", "--dry-run").output
    assert course.files() == {**before, ".lock": b""}
    assert "points = 3 -> points = 5" in told
    assert "gain" in told
    assert run("regrade").output == told
    assert "0 gain, 0 lose" in run("regrade").output


def test_regrade_speaks_json(run, course):
    course.change_rubric("points = 3", "points = 5")
    found = json.loads(run("regrade", "--json").output)
    assert found["schema"] == "grader/regrade/v1"
    assert found["moved"][0]["criteria"][0]["because"][0]["after"] == "points = 5"


def test_what_has_to_be_run_is_named(run, course):
    course.change_rubric("seed = ", "seed = 1")
    assert "To be run again, `grader batch` does it: =early, solo, team." in run("regrade").output


def test_forget_says_what_went(run):
    told = run("forget", "00123").output
    assert "solo: reports, records and decisions removed." in told
    assert "kept, others" in run("forget", "bo").output


def test_answers_go_out_to_two_people_and_come_back(run, course, tmp_path):
    told = run("answers", "--out", tmp_path / "marks.csv", "--anonymous", "--split", 2).output
    assert "2 answers, 2 wait" in told
    assert (tmp_path / "marks-1.html").is_file()
    for number in (1, 2):
        path = tmp_path / f"marks-{number}.csv"
        rows = list(csv.DictReader(path.read_text().splitlines()))
        with path.open("w", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows({**row, "points": "9" if place else "2"} for place, row in enumerate(rows))
    ran = run("answers", "--in", tmp_path / "marks-1.csv", "--in", tmp_path / "marks-2.csv")
    assert ran.exit_code == 2
    assert "marks-1.csv: 1 taken, 0 unchanged, 1 refused." in ran.output
    assert "marks-2.csv: 1 taken, 0 unchanged, 0 refused." in ran.output
    assert "marks-1.csv, row 3" in ran.output


def test_answers_want_one_direction(run, tmp_path):
    ran = CliRunner().invoke(cli, ["answers", "somewhere"])
    assert ran.exit_code != 0
    assert "either --out" in ran.output


@pytest.mark.parametrize(
    "words",
    [
        ("show",),
        ("override", "a", "b", "1", "--why", "x"),
        ("regrade",),
        ("forget", "a"),
        ("answers", "--out", "x.csv"),
    ],
)
def test_a_folder_without_a_class_is_refused_and_not_made(tmp_path, words):
    command, *rest = words
    with pytest.raises(CallerError, match="no class was graded there"):
        CliRunner().invoke(cli, [command, str(tmp_path / "none"), *rest], catch_exceptions=False)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("words", [("override", "bo", "ringing", "1", "--why", "x"), ("regrade",), ("forget", "bo")])
def test_while_a_batch_writes_there_nothing_else_does(run, course, words):
    with locked(course.out), pytest.raises(CallerError, match="another batch is writing there"):
        run(*words)


def test_a_hand_in_that_cannot_be_read_is_named_first_and_can_fail_the_batch(course, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    (course.hand_ins / "broken").mkdir()
    (course.hand_ins / "broken/Filter.ipynb").write_text("{")
    words = ["batch", course.hand_ins, "--rubric", course.rubric, "--out", course.out, "--isolation", "limited"]
    ran = [CliRunner().invoke(cli, [*map(str, words), *more]) for more in ((), ("--fail-on", "unreadable"))]
    assert [one.exit_code for one in ran] == [0, 1]
    assert ran[0].stdout.startswith("cannot be read: broken. ")
    assert ran[0].stdout.endswith(f"grader review {course.out}\n")
    assert "not attempted" not in ran[0].stdout
    report = json.loads((course.out / "reports/broken/report.json").read_text())
    assert report["mend_first"] == []
    (told,) = (remark["message"] for remark in report["remarks"])
    for kind in ("md", "html"):
        first = (course.out / f"reports/broken/report.{kind}").read_text().split("Mend first")[1]
        assert first.index("could not be read") < first.index("Not begun yet")
        assert first.count("could not be read") == 1
    assert told in (course.out / "reports/broken/report.md").read_text()
    assert "broken,broken,unreadable" in (course.out / "results.csv").read_text()
    told = json.loads(CliRunner().invoke(cli, [*map(str, words), "--json"]).stdout)["submissions"]
    assert {row["id"]: row["kept"] for row in told} == {
        "broken": False,
        **dict.fromkeys(("=early", "solo", "team"), True),
    }
