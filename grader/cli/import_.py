"""`grader import`: make a folder of submissions with a roster of a learning platform's download."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from grader.cli import options
from grader.cli.platform_name import PlatformName
from grader.cli.say import safe_text
from grader.platforms.import_class import Imported, import_class
from grader.platforms.import_class import as_json as import_json
from grader.platforms.registry import IMPORTERS
from grader.submission.times import DayOrder

WHY = {
    "link": "it is a link",
    "outside": "its path leads out of the folder",
    "unreadable": "it cannot be read",
    "large": "it is too large",
    "name": "its name cannot be used",
    "many": "there are too many files",
    "no_hand_in": "it belongs to no hand-in",
    "no_files": "the download holds no files of it",
}
"""The words for each reason why a file was left out."""
MOST = 20
"""Most files of a kind that are listed; `--json` has them all."""


@click.command("import")
@click.argument("platform", type=PlatformName(IMPORTERS))
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder to make.")
@click.option(
    "--roster",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Who is in the class: a roster.csv, a Canvas gradebook, a Moodle worksheet or a Gradescope roster.",
)
@options.dates
@click.option("--assignment", default="", help="Which of several assignments (nbgrader).")
@click.option("--dry-run", is_flag=True, help="Write nothing; show who matched.")
@options.error_language
@options.as_json
def command(
    platform: str,
    source: Path,
    out: Path,
    roster: Path | None,
    dates: DayOrder | None,
    assignment: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    r"""Make SOURCE, a learning platform's download, a folder of submissions with a roster.

    SOURCE is a zip or the folder that it was unpacked to. `grader batch` grades the folder that is made.
    Doing it again with a later download replaces what changed.

    \b
    Example:
      grader import canvas submissions.zip --roster gradebook.csv --out hand-ins
    """
    imported = import_class(platform, source, out, roster, assignment, dry_run, dates)
    if as_json:
        click.echo(json.dumps(import_json(imported), ensure_ascii=False))
    else:
        _print(imported, out, dry_run, roster is not None)


def _print(imported: Imported, out: Path, dry_run: bool, checked: bool) -> None:
    console = Console()
    table = Table("Student", "Name", "Submission", "Files", "Handed in", box=None, pad_edge=False)
    for cells in _rows(imported):
        table.add_row(*(safe_text(cell) for cell in cells))
    console.print(table)
    for line in _lines(imported, checked):
        console.print(safe_text(line), soft_wrap=True)
    handed_in = f"{len(imported.matched.arrivals)} submissions"
    told_last = f"{handed_in}; nothing was written." if dry_run else f"{handed_in} in {out}"
    console.print(safe_text(told_last), soft_wrap=True)


def _rows(imported: Imported) -> Iterator[tuple[str, ...]]:
    """Yield a line for each student; students who did not hand in come last."""
    strange = set(imported.matched.unmatched)
    for arrival in imported.matched.arrivals:
        for entry in arrival.entries:
            said = [entry.submitted_at, "late" if entry.late else "", "not in the roster" if entry in strange else ""]
            files = str(imported.counts[arrival.id])
            yield entry.student, entry.name, arrival.id, files, ", ".join(filter(None, said))
    for entry in imported.matched.missing:
        yield entry.student, entry.name, "", "", "nothing handed in"


def _lines(imported: Imported, checked: bool) -> Iterator[str]:
    """Yield the remarks that stand below the table."""
    if checked:
        counts = len(imported.matched.unmatched), len(imported.matched.missing)
        yield f"Not in the roster: {counts[0]}. Nothing handed in: {counts[1]}."
    yield from _listed("Left out", [f"{one.path}: {WHY.get(one.why, one.why)}" for one in imported.left_out])
    yield from _listed("Replaced by what was handed in since", imported.placed.replaced)
    yield from _listed("Removed, handed in no more", imported.placed.removed)
    yield from _listed("Left as it was changed by hand", imported.placed.kept)
    yield from _listed("Not in this download, left from an earlier one", imported.gone)


def _listed(title: str, found: Sequence[str]) -> Iterator[str]:
    if found:
        yield f"{title}:"
        yield from (f"  {one}" for one in found[:MOST])
    if len(found) > MOST:
        yield f"  and {len(found) - MOST} more"
