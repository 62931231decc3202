"""What the pages of `grader review` cost: `python -m benchmarks.review` serves 1,000 hand-ins of 20 questions.

The hand-ins are those of `examples/class`, graded once and repeated under other names; questions are repeated up to
20. Each page is asked for several times; CPU time is the server's own, from the kernel's counts of its threads.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.cookiejar import CookieJar
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

from grader.gradebook.book import read_book, write_book
from grader.gradebook.class_record import write_class_settings
from grader.gradebook.paths import observations_of, reports_of
from grader.gradebook.rows import Row, row_in
from grader.gradebook.summary import SummaryEntry, summary_entry_of
from grader.grading.batch import grade_class
from grader.grading.pool import GradingSettings
from grader.model.submission import Audience
from grader.report.report_file import read_report
from grader.review.class_state import key_of
from grader.sandbox.selftest import chosen

from .ours import RUBRIC

CLASS = Path(__file__).parents[1] / "examples/class"


def made(folder: Path, students: int, questions: int) -> None:
    """Make results of so many hand-ins of so many questions in `folder`."""
    settings = GradingSettings(rubric=RUBRIC, audience=Audience.STUDENT, language="en", isolation=chosen("auto"))
    with tempfile.TemporaryDirectory() as graded:
        grade_class(CLASS, Path(graded), settings, jobs=2)
        originals = [read_report(path.parent).content for path in sorted(Path(graded).glob("reports/*/report.json"))]
        rows: list[Row] = []
        entries: dict[str, SummaryEntry] = {}
        for number in range(students):
            content = longer(originals[number % len(originals)], questions)
            before = content["submission"]["id"]
            name = f"{before}-{number:04}"
            content = {**content, "submission": {**content["submission"], "id": name}}
            content["questions"] = [answered(one, number) for one in content["questions"]]
            reports = reports_of(folder, name)
            reports.mkdir(parents=True)
            (reports / "report.json").write_text(json.dumps(content))
            kept = observations_of(folder, name)
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.mkdir()
            (kept / "record.json").write_bytes((observations_of(Path(graded), before) / "record.json").read_bytes())
            row = row_in(read_report(reports))
            rows.append(row)
            entries[name] = summary_entry_of(row, content)
        book = read_book(Path(graded))
    asked = tuple((one["id"], one["title"], one["max_score"]) for one in content["questions"])
    about = replace(book.about, submissions=tuple(entries), asked=asked)
    write_class_settings(folder, about)
    write_book(folder, replace(book, about=about, rows=tuple(rows)), entries)


def answered(question: dict[str, Any], number: int) -> dict[str, Any]:
    """Return a question with an answer of this hand-in's own, where people mark it; no two are equal."""
    criteria = [
        {**one, "verdict": "pending", "answer": f"{one.get('answer') or 'It is so.'} I saw {number} of them."}
        if one["check"] == "answer"
        else one
        for one in question["criteria"]
    ]
    return {**question, "criteria": criteria}


def longer(report: dict[str, Any], questions: int) -> dict[str, Any]:
    """Return a report with so many questions: its own, and again under other names."""
    own = report["questions"]
    told = [
        one if number < len(own) else {**one, "id": f"{one['id']}_{number}"}
        for number in range(questions)
        for one in (own[number % len(own)],)
    ]
    return {**report, "questions": told}


@contextmanager
def served(folder: Path) -> Iterator[tuple[int, str]]:
    """Serve the results, and give the server's process id and the address that lets a marker in."""
    words = [sys.executable, "-m", "grader", "review", str(folder), "--marker", "ada", "--port", "0"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own command
        try:
            assert process.stdout is not None  # noqa: S101 - it is a pipe
            yield process.pid, process.stdout.readline().partition(": ")[2].strip()
        finally:
            process.kill()


def cpu_seconds(process: int) -> float:
    """Return the CPU time of a process's threads."""
    threads = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(path.read_text().split()[0]) for path in threads) / 1e9


def peak_mib(process: int) -> float:
    """Return the largest memory of a process."""
    told = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    return int(told[1]) / 1024 if told else 0.0


def measured(folder: Path, again: int) -> dict[str, list[float]]:
    """Return the CPU seconds of each request, by page; the first page is asked for once, with all that it reads."""
    found: dict[str, list[float]] = {}
    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(CookieJar())
    )
    with served(folder) as (process, address):
        origin = address.partition("/?")[0]

        def asked(name: str, path: str, fields: dict[str, str] | None = None) -> str:
            content = None if fields is None else urlencode(fields).encode()
            request = urllib.request.Request(  # noqa: S310 - our own server
                origin + path, content, {"Origin": origin}
            )
            began = cpu_seconds(process)
            with opener.open(request) as response:
                text: str = response.read().decode()
            found.setdefault(name, []).append(cpu_seconds(process) - began)
            return text

        began = cpu_seconds(process)
        opener.open(address).read()
        found["first page, with the reading of the class"] = [cpu_seconds(process) - began]
        found["the server's start before it"] = [began]
        names = sorted(path.name for path in (folder / "reports").iterdir())
        for number in range(again):
            asked("the class", "/")
            asked("hand-ins", f"/hand-ins?from={100 * (number % 10)}")
            asked("hand-ins of one question and verdict", "/hand-ins?question=batchnorm_forward&verdict=fail")
            asked("complaints", "/complaints")
            asked("before publishing", "/publish")
            page = f"/hand-in/{key_of(names[number * 7 % len(names)])}"
            text = asked("a hand-in", page)
            form = re.search(rf'action="{page}/decide".*?</form>', text, re.DOTALL)
            inputs = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[0] if form else ""))
            asked("a mark, with the page that follows", f"{page}/decide", {**inputs, "points": "1", "comment": "Seen."})
            asked("answers", "/answers")
            asked("the answers to one question", "/answers/inline_1.answer")
            text = asked("an answer beside those that resemble it", "/answers/inline_1.answer/next")
            form = re.search(r'<form method="post" action="([^"]+)" class="marking".*?</form>', text, re.DOTALL)
            if form is not None:
                inputs = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form[0]))
                fields = {**inputs, "points": "1", "do": "save"}
                asked("an answer that is marked, with the next one", form[1], fields)
        found["memory, MiB"] = [peak_mib(process)]
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=1000)
    parser.add_argument("--questions", type=int, default=20)
    parser.add_argument("--again", type=int, default=10)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made(Path(folder), asked.students, asked.questions)
        for name, seconds in measured(Path(folder), asked.again).items():
            if name.startswith("memory"):
                print(f"{name}: {seconds[0]:.0f}")
            else:
                print(f"{name}: {1000 * median(seconds):.0f} ms (most {1000 * max(seconds):.0f})")


if __name__ == "__main__":
    main()
