"""Reads the answers to a notebook's questions: whatever differs from the template up to its next cell.

Why it is so: docs/decisions/0040.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from grader.checks.answer import Answer
from grader.model.rubric import CellSelector
from grader.model.submission import Cell, CellKind, WrittenAnswer

from .cell_pairs import folded_text, paired_cells

_HEADING = re.compile(r"^[ \t#*_>]*(?:your\s{1,9})?answer\b[ \t:*_]*", re.IGNORECASE | re.MULTILINE)
_PLACEHOLDER = re.compile(r"[*_]{0,3}\[?\s{0,9}fill\s{1,9}this\s{1,9}in\s{0,9}\]?[*_]{0,3}", re.IGNORECASE)
_BRACKETED = re.compile(r"\W*[\[(<{].*[\])>}]\W*", re.DOTALL)
"""What a template puts where the answer goes: to take it away says nothing."""
_TOKEN = re.compile(r"[^\W\u3040-\u9fff\uac00-\ud7af]+|\S")
_SELF_CHECK = re.compile(r"(?:(?:check|hint|pack)\([^()\n]*\);?\s*)+")
"""The code of a cell that only asks the self-check."""
EDITED = 0.5
"""Smallest part of a question's words that an earlier edition of it shares with the template's."""
SELF_CHECK_TAG = "selfcheck"
"""Tag of the cells that `grader release` adds to a notebook."""


def written_answers(
    checks: Mapping[str, Answer], cells: Sequence[Cell], template: Sequence[Cell]
) -> dict[str, WrittenAnswer]:
    """Return the answer to each question.

    Args:
        checks: by `question.criterion`, which cell asks the question.
        cells: the cells of the notebook that was handed in.
        template: the template's cells.
    """
    if not checks:
        return {}
    cells = [cell for cell in cells if not is_self_check(cell)]
    pairs = paired_cells(template, cells)
    asked = {key: _place(check.cell, template) for key, check in checks.items()}
    for key, place in asked.items():
        named = _place(checks[key].cell, cells)
        if place is not None and named is not None and place not in pairs and named not in pairs.values():
            pairs[place] = named
    return {
        key: _answer(check, cells, template, _passage(asked[key], set(asked.values()), template), pairs)
        for key, check in checks.items()
    }


def _place(selector: CellSelector, cells: Sequence[Cell]) -> int | None:
    """Return the place of the first cell with the selector's tag, else of the first text that contains its words."""
    wanted = (selector.contains or "").casefold()
    tagged = [place for place, cell in enumerate(cells) if selector.tag and selector.tag in cell.tags]
    holding = [
        place
        for place, cell in enumerate(cells)
        if wanted and cell.kind != CellKind.CODE and wanted in cell.source.casefold()
    ]
    return next(iter(tagged + holding), None)


def _passage(place: int | None, asked: set[int | None], template: Sequence[Cell]) -> range:
    """Return the template's cells that belong to a question: its own, and those below that only leave room for it."""
    if place is None:
        return range(0)
    end = place + 1
    while end < len(template) and end not in asked and _leaves_room(template[end]):
        end += 1
    return range(place, end)


def _leaves_room(cell: Cell) -> bool:
    if cell.kind == CellKind.CODE:
        return not cell.source.strip()
    return not cell.source.lstrip().startswith("#") or _HEADING.match(cell.source) is not None


def is_self_check(cell: Cell) -> bool:
    """Return whether a cell is one of those that the release added, or only asks the self-check."""
    asks = cell.kind == CellKind.CODE and _SELF_CHECK.fullmatch(cell.source.strip())
    return SELF_CHECK_TAG in cell.tags or bool(asks)


def _answer(
    check: Answer, cells: Sequence[Cell], template: Sequence[Cell], passage: range, pairs: Mapping[int, int]
) -> WrittenAnswer:
    inside = {pairs[place]: place for place in passage if place in pairs}
    others = set(pairs.values()) - inside.keys()
    alien = not others and len(template) > len(passage)
    start = _start(check, cells, passage, pairs)
    after = [] if start is None else _until_next(start, cells, others, alien=alien)
    places = sorted({*inside, *after})
    given = {place: template[inside[place]].source if place in inside else "" for place in places}
    touched = [
        place
        for place in places
        if _says_more(cells[place].source, given[place]) and not _is_another_edition(cells[place].source, given[place])
    ]
    if _tokens(cells[place].source for place in places) == _tokens(template[place].source for place in passage):
        touched = []  # the template's text, in other cells
    shown = (_shown(cells[place], given[place], whole=check.whole) for place in touched)
    return WrittenAnswer(text="\n\n".join(filter(None, shown)), unchanged=not touched)


def _start(check: Answer, cells: Sequence[Cell], passage: range, pairs: Mapping[int, int]) -> int | None:
    """Return where a question stands, else where it stood: behind the cell that was before it."""
    if not passage or not pairs:
        return _place(check.cell, cells)
    if passage[0] in pairs:
        return pairs[passage[0]]
    before = [pairs[place] for place in range(passage[0]) if place in pairs]
    return 1 + before[-1] if before else 0


def _until_next(start: int, cells: Sequence[Cell], others: set[int], *, alien: bool) -> Iterable[int]:
    """Return the places from `start` to the template's next cell; of an alien notebook, to the next code or heading."""
    for place in range(start, len(cells)):
        if place in others or (alien and place > start and not _leaves_room(cells[place])):
            return
        yield place


def _tokens(texts: Iterable[str]) -> list[str]:
    return _TOKEN.findall(_without_placeholder("\n".join(texts)).casefold())


def _says_more(text: str, given: str) -> bool:
    """Return whether a text has something that the given one has not, or chose among its words by taking some away."""
    old, new = _tokens([given]), _tokens([text])
    if old == new or not new:
        return False
    if len(new) >= len(old):
        return True
    from difflib import SequenceMatcher  # here, since the self-check seldom needs it

    changes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return any(
        kind != "equal" and (kind != "delete" or not _BRACKETED.fullmatch("".join(old[first:last])))
        for kind, first, last, *_ in changes
    )


def _is_another_edition(text: str, given: str) -> bool:
    """Return whether a text is an untouched question of an earlier template: below its words, the room is as given."""
    found, wanted = _HEADING.search(text), _HEADING.search(given)
    if found is None or wanted is None or bool(_PLACEHOLDER.search(text)) != bool(_PLACEHOLDER.search(given)):
        return False
    as_given = _tokens([text[found.end() :]]) == _tokens([given[wanted.end() :]])
    return as_given and _is_edited(text[: found.start()], given[: wanted.start()])


def _is_edited(text: str, given: str) -> bool:
    """Return whether a text is the given question in other words; who writes below a question leaves it whole."""
    new, old = _tokens([text]), _tokens([given])
    shared = (Counter(new) & Counter(old)).total()
    return shared < len(old) and shared >= EDITED * len(new)


def _shown(cell: Cell, given: str, *, whole: bool) -> str:
    """Return what a person reads of a cell: without the question, where that stands as it was given."""
    if cell.kind == CellKind.CODE:
        return f"```python\n{cell.source.strip()}\n```"
    if whole:
        return cell.source.strip()
    heading = _HEADING.search(cell.source)
    above = given[: found.start()] if (found := _HEADING.search(given)) else given
    alone = heading and (":" in heading[0] or cell.source[heading.end() : heading.end() + 1] in ("", "\n"))
    head = cell.source[: heading.start()] if heading else ""
    if heading and alone and (_words(head) == _words(above) or _is_edited(head, above)):
        below = _without_placeholder(cell.source[heading.end() :])
        if below:
            return below
    known = {folded_text(line) for line in given.splitlines()}
    new = [line for line in cell.source.splitlines() if not line or folded_text(line) not in known]
    return "\n".join(new).strip() or cell.source.strip()


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _without_placeholder(text: str) -> str:
    return _PLACEHOLDER.sub("", text).strip()
