"""`grader audit`: prove a rubric."""

from __future__ import annotations

import json
from pathlib import Path

import click

from grader.assignment.translation import untranslated
from grader.authoring.audit import audit
from grader.cli import options
from grader.cli.terminal import print_audit
from grader.grading.assignment_grader import AssignmentGrader
from grader.model.submission import Audience
from grader.sandbox.selftest import chosen


@click.command("audit")
@options.rubric
@options.isolation
@options.language
@options.as_json
def command(rubric_path: Path, isolation: str, language: str, as_json: bool) -> None:
    r"""Prove a rubric: the reference earns everything, the untouched template nothing.

    Every known mistake must lose points and be named as itself. With --lang, texts without a translation are listed.

    \b
    Example:
      grader audit --rubric rubrics/batch_normalization.toml
    """
    with AssignmentGrader(rubric_path, Audience.STAFF, language, isolation=chosen(isolation)) as grader:
        found = audit(
            grader.assignment, grader.expectations, grader.slot, language, grader.cache, grader.expectations_of
        )
        missing = untranslated(grader.assignment, rubric_path, language)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
    else:
        print_audit(found, missing, language)
    options.leave(0 if found["ok"] else 1)
