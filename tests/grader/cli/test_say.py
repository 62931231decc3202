"""What commands print: whatever is in a name is shown on its line, and does nothing to the terminal."""

import ast
import json
from pathlib import Path

import pytest

from grader.cli.say import safe_text, say
from grader.cli.terminal import print_class, print_report

CLI = Path(__file__).parents[3] / "grader/cli"
NAME = "ann\x1b[31m\u202e\r\n0 of 9\udce9"
SEEN = "ann\\u001b[31m\\u202e\\u000d\\u000a0 of 9\\udce9"


def test_a_line_is_one_line_without_commands(capsys):
    say(NAME)
    assert capsys.readouterr().out == f"{SEEN}\n"
    assert safe_text(NAME).plain == SEEN


def test_letters_of_all_languages_stay_as_they_are(capsys):
    say("Zoë 李 محمد")
    assert capsys.readouterr().out == "Zoë 李 محمد\n"


def test_tables_of_a_class_and_of_a_hand_in_show_names(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    facts = {"score": 1, "max_score": 2, "pending": 0, "mend_first": []}
    row = {"id": NAME, "status": "graded", "report": f"reports/{NAME}", **facts}
    print_class({"submissions": [row], "clusters": [], "count": 1}, tmp_path, "en")
    print_report({"language": "en", "submission": {"id": NAME}, "questions": [], **facts}, tmp_path / NAME)
    told = capsys.readouterr().out
    assert told.count(SEEN) == 4
    assert "\x1b" not in told
    assert "\u202e" not in told


def test_a_large_class_is_told_in_counts(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    row = {"status": "graded", "report": "r", "score": 1, "max_score": 2, "pending": 0, "mend_first": []}
    rows = [{**row, "id": f"n{number}"} for number in range(1_001)]
    rows[7] |= {"status": "unreadable", "why": "It is empty."}
    print_class({"submissions": rows, "clusters": [], "count": len(rows)}, tmp_path, "en")
    told = capsys.readouterr().out
    assert f"1001 hand-ins; {tmp_path / 'results.csv'} has the points of each." in told.replace("\n", " ")
    assert "n7. It is empty." in told
    assert "n8" not in told


@pytest.mark.parametrize("command", ["grade", "batch"])
def test_errors_show_the_names_of_files_too(grader, command, tmp_path):
    ran = grader(command, tmp_path / "no\x1b[2J", "--rubric", "no\x1b[2J.toml", "--out", tmp_path / "out")
    assert ran.returncode == 2
    assert "\x1b" not in ran.stderr
    assert "no\\u001b[2J" in ran.stderr


def test_json_has_no_commands_either(grader, tmp_path):
    hand_in = tmp_path / "ann\x1b[2J"
    hand_in.mkdir()
    rubric = CLI.parents[1] / "examples/tasks/spectral_filter/rubric.toml"
    ran = grader("grade", hand_in, "--rubric", rubric, "--out", tmp_path / "out", "--json")
    assert "\x1b" not in ran.stdout
    assert not ran.stdout or json.loads(ran.stdout)


@pytest.mark.parametrize("path", sorted(set(CLI.glob("*.py")) - {CLI / "say.py"}), ids=lambda path: path.stem)
def test_nothing_but_json_is_printed_around_it(path):
    tree = ast.parse(path.read_text())
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    echoed = [ast.unparse(call.args[0]) for call in calls if ast.unparse(call.func) == "click.echo"]
    assert all(text.startswith("json.dumps(") for text in echoed)
    assert "from rich.text" not in path.read_text()
