"""GitHub Actions: a summary within its bounds, and annotations that cannot be forged."""

from pathlib import Path

from grader.platforms.github import MOST_BYTES, annotated, summary_of

from .conftest import HOSTILE, criterion, question, report

GOLDEN = Path(__file__).parents[2] / "golden/export/github.md"


def test_reports_become_a_summary(mixed):
    assert summary_of([mixed]) == GOLDEN.read_text()


def test_a_summary_keeps_within_its_room_and_says_what_is_left_out(mixed):
    long = report("b", question("q", criterion("c", "fail", 0.0, message="ä" * 300_000)))
    text = summary_of([mixed, *[long] * 3])
    assert len(text.encode()) <= MOST_BYTES
    assert text.endswith("3 more are in report.json.\n")


def test_a_summary_of_nothing_is_nothing():
    assert summary_of([]) == ""


def test_markup_of_a_student_does_not_come_through():
    hostile = report(f"{HOSTILE}`", question("q", criterion("c", "fail", 0.0, message=HOSTILE + "</details>")))
    text = summary_of([hostile])
    assert "\n&lt;img" in text
    assert text.count("</details>") == 1


def test_an_annotation_escapes_what_would_end_it(mixed):
    assert annotated([mixed]) == [
        "::error title=ada%3A Forward::`out` differs.%0A%0ALook again.",
        "::error title=ada%3A Net::Internal.",
        "::warning file=a%2Cb%3Ac.py,line=7,title=ada%3A Layer::Well done.",
    ]


def test_ten_annotations_of_a_kind_are_shown():
    many = [question(f"q{n}", criterion("c", "fail", 0.0)) for n in range(12)]
    found = annotated([report("a", *many, question("w", criterion("c", "partial", 1.0)))])
    assert [line[:6] for line in found] == ["::erro"] * 10 + ["::warn"]
