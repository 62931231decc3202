"""Writes the reference with one small edit as the file of a known mistake."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from grader.model.assignment import Assignment
from grader.probes.variants import Variant
from grader.report.words import Words

from .copied_code import Copied, copied_codes
from .needed_imports import Import, clashing, imports_of, module_of, written

_HEAD = '''"""{title}"""

from __future__ import annotations

{imports}TITLE = {name}
EXPLANATION = {explanation}
HINTS = (
{hints})
SERIOUSNESS = "major"
ORIGIN = {origin}


'''


@dataclass(frozen=True, slots=True, kw_only=True)
class MistakeTexts:
    """What a mistake's file says in words."""

    title: str
    """A clause that a student understands."""
    explanation: str
    """What happens, and why it matters."""
    hints: tuple[str, ...]
    """From a nudge to nearly there."""
    origin: str
    """Where it was seen."""


def texts_of(
    edit: str, function: str, seen: tuple[int, int], words: Words, *, title: str = "", explanation: str = ""
) -> MistakeTexts:
    """Return what the file of a mistake says that was seen in a class.

    Args:
        edit: what the edit is, in words.
        function: the function that it is in.
        seen: the number of hand-ins that have it, and of those that were read.
        words: the sentences of a language.
        title: the title; empty for the words of the edit.
        explanation: the explanation; empty for one that says what the edit is.
    """
    facts = {"edit": edit, "function": function}
    count, read = seen
    return MistakeTexts(
        title=title or edit,
        explanation=explanation or words("learn.explanation", **facts),
        hints=tuple(words(f"learn.hint_{number}", **facts) for number in (1, 2, 3)),
        origin=words("learn.origin", count=count, of=read),
    )


def mistake_text(assignment: Assignment, variant: Variant, function: str, texts: MistakeTexts) -> str | None:
    """Return the file of the mistake that a variant of the reference is; None where it cannot be written as one.

    Args:
        assignment: the assignment with the reference.
        variant: the variant.
        function: the function that questions ask for, which the variant changes itself or through a helper.
        texts: what the file says in words.
    """
    copied = copied_codes(assignment.reference, variant, function)
    if copied is None:
        return None
    folder, own = assignment.reference_folder.resolve(), {one.code.name for one in copied}
    named: dict[str, set[Import]] = {}
    for one in copied:
        for name, needed in imports_of(one, own, folder):
            named.setdefault(name, set()).add(needed)
    if clashing(named):
        return None
    imports = {needed for found in named.values() for needed in found}
    home = next((one for one in copied if "." in one.code.name), None)
    if home is not None:
        imports.add(Import(module_of(home, folder), f"{function} as _Right"))
    return _head(imports, texts) + "\n\n".join(_bodies(copied, function))


def _head(imports: Iterable[Import], texts: MistakeTexts) -> str:
    title = texts.title
    return _HEAD.format(
        title=f"{title[:1].upper()}{title[1:]}.".replace('"', "'").replace("\\", "/"),
        imports=written(imports),
        name=json.dumps(title, ensure_ascii=False),
        explanation=json.dumps(texts.explanation, ensure_ascii=False),
        hints="".join(f"    {json.dumps(hint, ensure_ascii=False)},\n" for hint in texts.hints),
        origin=json.dumps(texts.origin, ensure_ascii=False),
    )


def _bodies(copied: Iterable[Copied], function: str) -> Iterator[str]:
    """Yield the definitions: helpers, and then the function or a class with the methods that differ."""
    methods = []
    for one in copied:
        if "." in one.code.name:
            methods.append(" " * one.code.node.col_offset + one.text + "\n")
        else:
            yield one.text + "\n"
    if methods:
        yield f"class {function}(_Right):\n" + "\n".join(methods)
