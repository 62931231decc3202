"""Chooses the notebook among the files of a hand-in, and reads its cells, in whatever form it was saved."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import PurePosixPath

from grader.errors import SubmissionError
from grader.model.rubric import Rubric
from grader.model.submission import Audience, Cell, CellKind, Definition, Remark

from .answers import is_self_check
from .definitions import find_definitions
from .layout import plain_name
from .notebook_json import NotebookCells, is_notebook_name, read_notebook_json
from .text_notebook import may_be_notebook, read_text_notebook

SHORTEST = 12
"""Fewest characters of a template's cell that are looked for in a hand-in; shorter ones occur anywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenNotebook:
    """The notebook that is graded."""

    path: str | None = None
    """Its path among the files; None where there is none that can be read."""
    cells: tuple[Cell, ...] = ()
    """Its cells as handed in."""
    remarks: tuple[Remark, ...] = ()
    """How it was found and read."""


def has_notebook(rubric: Rubric, files: Mapping[str, bytes]) -> bool:
    """Return whether there is a file that may be the notebook, in any form."""
    return any(map(is_notebook_name, files)) or bool(_saved_as_text(rubric, files, {}))


def choose_notebook(rubric: Rubric, files: Mapping[str, bytes], template: Mapping[str, bytes]) -> ChosenNotebook:
    """Return the notebook to grade.

    Args:
        rubric: names the notebook and what it defines.
        files: what was handed in.
        template: the template's files.

    Raises:
        SubmissionError: none can be read, and nothing else was handed in that is graded.
    """
    names = sorted(filter(is_notebook_name, files), key=lambda name: (name.count("/"), name))
    readable, refused = dict[str, NotebookCells](), dict[str, str]()
    for read, found in ((read_notebook_json, names), (None, _saved_as_text(rubric, files, template))):
        for name in found if not readable else ():
            try:
                readable[name] = read(files[name]) if read else read_text_notebook(name, files[name])
            except ValueError as error:
                refused[name] = str(error)
    if not readable:
        modules = {function.path for function in rubric.functions.values()} - {rubric.notebook}
        if refused and not modules & files.keys():
            where, reason = next(iter(refused.items()))
            raise SubmissionError("notebook_unreadable", where=where, error=reason)
        return ChosenNotebook(remarks=tuple(_remark("notebook_unread", path=p, reason=r) for p, r in refused.items()))
    given = template_cells(template[rubric.notebook])
    used = _best(rubric, {name: one.cells for name, one in readable.items()}, given)
    remarks = [_remark("notebook_unread", path=path, reason=reason) for path, reason in refused.items()]
    if len(readable) > 1 and used != rubric.notebook:
        remarks.append(_remark("more_notebooks", used=used))
    if readable[used].mended:
        remarks.append(_remark("notebook_mended", path=used))
    if used not in names:
        remarks.append(_remark("notebook_as_text", path=used))
    return ChosenNotebook(path=used, cells=with_tags(readable[used].cells, given), remarks=tuple(remarks))


@lru_cache(maxsize=4)
def template_cells(content: bytes) -> tuple[Cell, ...]:
    """Return the cells of the template's notebook."""
    return read_notebook_json(content).cells


def with_tags(cells: Sequence[Cell], given: Sequence[Cell]) -> tuple[Cell, ...]:
    """Return the cells with the tags that the template's have and a tool took away, where the text is still there."""
    left = {tag for cell in given for tag in cell.tags} - {tag for cell in cells for tag in cell.tags}
    marked = [(_folded(one.source), set(one.tags) & left) for one in given if len(_folded(one.source)) >= SHORTEST]
    return tuple(replace(cell, tags=(*cell.tags, *_tags_for(cell, marked))) if left else cell for cell in cells)


def _tags_for(cell: Cell, marked: Sequence[tuple[str, set[str]]]) -> list[str]:
    text = _folded(cell.source)
    return sorted({tag for source, tags in marked if tags and source in text for tag in tags})


def _saved_as_text(rubric: Rubric, files: Mapping[str, bytes], template: Mapping[str, bytes]) -> list[str]:
    """Return the files that are notebooks saved as text, the likeliest first."""
    stem = PurePosixPath(rubric.notebook).stem
    defined = {name for name, function in rubric.functions.items() if function.path == rubric.notebook}
    known = {*rubric.paths(), *template} - {rubric.notebook}
    found = [name for name in files if name not in known and may_be_notebook(name, files[name], stem, defined)]
    return sorted(found, key=lambda name: (_stem(name) != _stem(rubric.notebook), name.count("/"), name))


def _stem(name: str) -> str:
    return PurePosixPath(plain_name(name)).stem


def _best(rubric: Rubric, notebooks: Mapping[str, Sequence[Cell]], given: Sequence[Cell]) -> str:
    """Return the notebook that was worked in: the one of the right name unless it is as it was given out.

    Of others, the one that defines most of what is asked, then that with most of the template's cells, then the first.
    """
    asked = {_folded(cell.source) for cell in given if cell.source.strip()}
    code = {_folded(cell.source) for cell in given if cell.kind is CellKind.CODE}

    def rank(name: str) -> tuple[bool, bool, int, int]:
        cells = notebooks[name]
        written = (cell for cell in cells if cell.kind is CellKind.CODE and not is_self_check(cell))
        own = {_folded(cell.source) for cell in written if cell.source.strip()} - code
        shared = len(asked & {_folded(cell.source) for cell in cells})
        return bool(own), name == rubric.notebook, len(_defined(rubric, cells)), shared

    related = {name for name in notebooks if name == rubric.notebook or rank(name)[2] or rank(name)[3]} or notebooks
    return max((name for name in notebooks if name in related), key=rank)


def _defined(rubric: Rubric, cells: Sequence[Cell]) -> Collection[Definition]:
    return find_definitions(rubric.functions, {}, cells, {}).values()


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _remark(kind: str, **facts: str) -> Remark:
    return Remark(id=kind, audience=Audience.STUDENT, facts=facts)
