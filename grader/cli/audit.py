"""`grader audit`: prove a rubric."""

from __future__ import annotations

import json
from pathlib import Path

import click

from grader.assignment.translation import untranslated
from grader.authoring.audit import MOST_MUTANTS, audit
from grader.authoring.proof.kept_pieces import files_beside
from grader.authoring.proof.mutants import is_below
from grader.authoring.proof.workers import workers_of
from grader.cli import options
from grader.cli.terminal_audit import print_audit
from grader.errors import CallerError
from grader.grading.pool import GradingSettings
from grader.model.submission import Audience
from grader.sandbox.selftest import chosen
from grader.sandbox.slot import Slot


@click.command("audit")
@options.rubric
@options.isolation
@options.language
@click.option("--jobs", type=click.IntRange(min=1), help="How many hand-ins at a time; several where there are many.")
@click.option(
    "--mutants",
    type=click.IntRange(min=0),
    default=MOST_MUTANTS,
    show_default=True,
    help="How many small edits of the reference are tried, of which the cases must catch as many as they can.",
)
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    help="Exit with 1 where the cases catch fewer than so many percent of them.",
)
@options.as_json
def command(
    rubric_path: Path,
    isolation: str,
    language: str,
    jobs: int | None,
    mutants: int,
    fail_under: float | None,
    as_json: bool,
) -> None:
    r"""Prove a rubric: the reference earns everything, the untouched template nothing.

    Every known mistake must lose points and be named as itself. Small edits of the reference (mutants) that no case
    catches are listed with their lines: each is a case to add. With --lang, texts without a translation are listed.

    \b
    Example:
      grader audit --rubric rubrics/batch_normalization.toml
    """
    if fail_under is not None and not mutants:
        raise CallerError("no_mutants_to_count", where="--fail-under")
    settings = GradingSettings(
        rubric=rubric_path, audience=Audience.STAFF, language=language, isolation=chosen(isolation)
    )
    grader = settings.grader()
    with Slot(grader.isolation, preload=grader.assignment.rubric.preload, ahead=False) as slot:
        found = audit(
            *(grader.assignment, grader.expectations, slot, language, grader.cache, grader.expectations_of),
            mutants=mutants,
            beside=files_beside(grader.assignment, rubric_path),
            workers=workers_of(jobs, settings, grader),
        )
        missing = untranslated(grader.assignment, rubric_path, language)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
    else:
        print_audit(found, missing, language, fail_under)
    options.leave(0 if found["ok"] and not is_below(found, fail_under) else 1)
