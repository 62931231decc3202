"""`grader audit`: prove a rubric."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from grader.audit import audit
from grader.cli import options
from grader.cli.terminal import print_audit
from grader.desk import Desk


@click.command("audit")
@options.rubric
@options.isolation
@options.as_json
def command(rubric_path: Path, isolation: str, as_json: bool) -> None:
    r"""Prove a rubric: the reference earns everything, the untouched template nothing.

    Every known mistake must lose points and be named as itself.

    \b
    Example:
      grader audit --rubric rubrics/batch_normalization.toml
    """
    options.check_isolation(isolation)
    with Desk(rubric_path, "staff") as desk:
        found = audit(desk.assignment, desk.expectations, desk.slot)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
    else:
        print_audit(found)
    sys.exit(0 if found["ok"] else 1)
