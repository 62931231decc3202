"""`grader grade`: grade one submission and write its report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from grader.cli import options
from grader.cli.terminal import print_report
from grader.gradebook.report_files import without_notebook
from grader.grading.alone import grade_alone
from grader.grading.pool import GradingSettings
from grader.model.submission import Audience
from grader.sandbox.selftest import chosen


@click.command("grade")
@click.argument("submission", type=click.Path(path_type=Path))
@options.rubric
@options.out
@options.audience
@options.isolation
@options.language
@click.option("--fail-under", type=click.FloatRange(0, 100), help="Exit with 1 below so many percent.")
@options.as_json
def command(
    submission: Path,
    rubric_path: Path,
    out: Path,
    audience: Audience,
    isolation: str,
    language: str,
    fail_under: float | None,
    as_json: bool,
) -> None:
    r"""Grade SUBMISSION, an .ipynb file, a folder or a .zip, and write report.json, report.html and report.md.

    \b
    Example:
      grader grade alice.zip --rubric rubrics/batch_normalization.toml --out results/alice
    """
    settings = GradingSettings(rubric=rubric_path, audience=audience, language=language, isolation=chosen(isolation))
    report = without_notebook(grade_alone(settings, submission, out, out / "observations").report)
    if as_json:
        click.echo(json.dumps(report, ensure_ascii=False))
    else:
        print_report(report, out / "report.html")
    options.leave(_exit_code(report, fail_under))


def _exit_code(report: dict[str, Any], fail_under: float | None) -> int:
    questions = report["questions"]
    if any(question["verdict"] == "error" for question in questions):
        return 3
    asked = [criterion for question in questions if not question.get("bonus") for criterion in question["criteria"]]
    reachable = sum(criterion["max_score"] for criterion in asked if criterion["verdict"] != "pending")
    reached = fail_under is None or 100 * report["score"] >= fail_under * reachable  # so that NaN is not reached
    return 0 if reached else 1
