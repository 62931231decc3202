"""Writes the texts of a proposed assignment's files, all but the students' notebook."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from grader.authoring.converted import accepted_imports
from grader.authoring.new import SCHEMA, title_of
from grader.authoring.notebook_libraries import library_lines

from .input_generator import MATRIX, POSITIVE
from .own_modules import inside, local_modules
from .proposal import Proposal
from .solved_notebook import SolvedNotebook
from .statements import Statement, asked_beneath, needed, text_of
from .student_notebook import EXPERIMENT
from .written_answers import AnswerCell

_MISTAKE = '''"""Proposed by `grader new`: put it in your own words, or take it out."""

{imports}TITLE = "{title}"
EXPLANATION = "Somewhere in your function {title}."
HINTS = (
    "Follow the smallest input that you can think of by hand.",
    "Compare each step with the formula.",
)
SERIOUSNESS = "major"


{code}
'''
_README = """# {title}

Proposed from a solved notebook; read it before you give it out.

    grader audit --rubric rubric.toml                      # proves the rubric: do this after each change
    grader release --rubric rubric.toml --out release      # what students get, with a self-check
    grader batch class --rubric rubric.toml --out results  # grades a folder of hand-ins

| file | read it for |
|---|---|
| `template/{notebook}` | bodies and written answers are taken out: what students should have, name with `--given` |
| `scenarios.py` | inputs on which your function means something |
| `mistakes/` | one variant a function, made by one small change: put what students really get wrong in its place |
| `rubric.toml` | points, titles, tolerances, hints |
| `{reference}` | the right solution: the functions, and what they need |
"""
POINTS = 5
"""Points of a proposed criterion."""


def files_of(
    solved: SolvedNotebook, proposals: Sequence[Proposal], answers: Sequence[AnswerCell]
) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each file.

    Args:
        solved: the notebook, with the record of its calls.
        proposals: the questions.
        answers: the cells with written answers.
    """
    name, known, files = solved.name, solved.known, solved.files
    solution = text_of(needed(known.statements, called_by(proposals)))
    reference = f'"""The right solution, from the solved notebook."""\n{solution}'
    local = local_modules(reference, files)
    package = "reference" if local else "reference.py"
    imports = accepted_imports((statement.text for statement in known.statements), files)
    rubric = [*_rubric(solved, proposals, package), *_answers(answers), ""]
    yield "rubric.toml", "\n".join(rubric) + _accepted(proposals, solved.failing, imports)
    yield "scenarios.py", _scenarios(proposals)
    yield f"{package}/__init__.py" if local else package, inside(reference, local, ".")
    for path, text in local.items():
        yield f"{package}/{path}", inside(text, local, "." * (path.count("/") + 1))
    yield "mistakes/__init__.py", ""
    for proposal in proposals:
        if proposal.mistake:
            yield f"mistakes/{proposal.name}_changed.py", inside(_mistake(proposal, known.statements), local, "..")
    yield "README.md", _README.format(title=title_of(name), notebook=f"{name}.ipynb", reference=package)


def called_by(proposals: Sequence[Proposal]) -> list[str]:
    """Return the names of the functions that the scenarios call: the asked ones, and those that make their inputs."""
    functions = dict[str, None]()
    for proposal in proposals:
        differentiated = proposal.derivative.function if proposal.derivative else proposal.name
        functions |= dict.fromkeys((*proposal.proposed.builds_on, differentiated, proposal.name))
    return list(functions)


def _rubric(solved: SolvedNotebook, proposals: Sequence[Proposal], reference: str) -> list[str]:
    """Return the rubric's lines, but for written answers and accepted weaknesses."""
    name, known, called = solved.name, solved.known, called_by(proposals)
    given = sorted(set(solved.given) & {one for s in needed(known.statements, called) for one in s.binds})
    own = {path.split("/")[0].removesuffix(".py") for path in solved.files}
    opaque = sorted({value for function in called for value in known.returns[function].opaque})
    lines = [
        f"#:schema ./{SCHEMA}",
        "# Proposed from a solved notebook. Read it from top to bottom, and prove each change with `grader audit`.",
        'schema = "grader/rubric/v1"',
        "",
        "[assignment]",
        f'id = "{name.lower()}"',
        f'title = "{title_of(name)}"',
        f'notebook = "{name}.ipynb"',
        'scenarios = "scenarios.py"      # on which inputs each function is measured: look at these first',
        f'reference = "{reference}"',
        'mistakes = "mistakes"           # one for each function, made by changing one sign or axis: add real ones',
        'template = "template"',
        f"seed = {solved.seed}               # of the hidden inputs; keep it to yourself",
        f'skip = [{{ tag = "{EXPERIMENT}" }}]  # cells that only call and plot are not run when graded',
        *library_lines(list(_code_of(solved)), own),
        *([f"given = {json.dumps(given)}    # helpers that students get on purpose"] if given else []),
        *([f"opaque = {json.dumps(opaque)}    # what only other functions read"] if opaque else []),
        "",
        f'[functions."{name}.ipynb"]',
        *(f"{function} = {json.dumps(list(known.returns[function].names))}" for function in called),
    ]
    for proposal in proposals:
        before = [p.name for p in proposals[: proposals.index(proposal)]]
        lines += _question(proposal, before, known.functions)
    return lines


def _code_of(solved: SolvedNotebook) -> Iterator[str]:
    yield from (statement.text for statement in solved.known.statements)
    yield from (content.decode(errors="replace") for path, content in solved.files.items() if path.endswith(".py"))


def _answers(answers: Sequence[AnswerCell]) -> Iterator[str]:
    """Yield the lines of the questions that a person scores."""
    for answer in answers:
        yield from (
            "",
            "[[question]]",
            f'id = "{answer.tag}"',
            f"title = {json.dumps(answer.title or title_of(answer.tag), ensure_ascii=False)}",
            "[[question.criterion]]",
            'id = "answer"',
            'title = "A person reads and scores it"',
            f"points = {POINTS}",
            'check = "answer"',
            f'cell = {{ tag = "{answer.tag}" }}',
            "whole = true",
        )


def _accepted(proposals: Sequence[Proposal], failing: Iterable[str], imports: Iterable[str]) -> str:
    """Return the rubric's table of accepted weaknesses; empty where there are none."""
    idle = (proposal.name for proposal in proposals if not proposal.mistake)
    lines = [f'"{one}.*" = "no mistake was written for it yet"' for one in idle]
    lines += [f'"{cell}" = "it fails when the notebook is run, though the functions are right"' for cell in failing]
    lines += imports
    return "\n".join(["", "[accepted]", *lines, ""]) if lines else ""


def _question(proposal: Proposal, before: Sequence[str], functions: Mapping[str, ast.FunctionDef]) -> Iterator[str]:
    beneath = {*proposal.proposed.builds_on, *asked_beneath(proposal.name, before, functions)}
    builds_on = [name for name in before if name in beneath]
    outputs = list(proposal.proposed.known.returns[proposal.name].outputs)
    yield from (
        "",
        "[[question]]",
        f'id = "{proposal.name}"',
        f'title = "{title_of(proposal.name)}"',
        f'function = "{proposal.name}"',
        *([f"builds_on = {json.dumps(builds_on)}"] if builds_on else []),
        "[[question.criterion]]",
        'id = "output"',
        'title = "It gives the right result"',
        f"points = {POINTS}",
        'check = "matches"',
        f'scenarios = ["{proposal.name}"]',
        f"outputs = {json.dumps(outputs)}",
    )
    derivative = proposal.derivative
    if derivative:
        wrt = ", ".join(f'{name} = "{key}"' for name, key in derivative.wrt.items())
        yield from (
            "[[question.criterion]]",
            'id = "gradient"',
            'title = "It gives the derivatives that a numerical check gives"',
            f"points = {POINTS}",
            'check = "gradient"',
            f'scenario = "{proposal.name}"',
            f'output = "{derivative.output}"',
            *([f'upstream = "{derivative.upstream}"'] if derivative.upstream else []),
            f"wrt = {{ {wrt} }}",
        )


def _scenarios(proposals: Sequence[Proposal]) -> str:
    head = '"""On which inputs each function is measured, proposed from the solved notebook."""\n\nimport numpy as np\n'
    drawn = "\n".join(text for proposal in proposals for text in proposal.proposed.inputs.values())
    head += "import pandas as pd\n" if "pd." in drawn else ""
    helpers = [code for name, code in (("_positive(", POSITIVE), ("_matrix(", MATRIX)) if name in drawn]
    return "\n\n".join([head, *helpers, *map(_scenario, proposals)])


def _scenario(proposal: Proposal) -> str:
    proposed = proposal.proposed
    letters = "".join(f", {letter}" for letter in next(iter(proposal.cases.values())))
    inputs = "".join(f'            "{name}": {text},\n' for name, text in proposed.inputs.items())
    cases = "".join(f'        "{case}": {dict(sizes)!r},\n'.replace("'", '"') for case, sizes in proposal.cases.items())
    parts = [proposed.run(proposal.name), *([proposal.derivative.forward] if proposal.derivative else [])]
    methods = "\n".join("".join(f"    {line}\n" for line in part.splitlines()) for part in parts)
    return (
        f"class {proposal.name}:\n"
        f'    """`{proposal.name}` gives the right result on inputs as in the notebook, and of other sizes."""\n\n'
        f"    cases = {{\n{cases}    }}\n\n"
        f"    def inputs(rng{letters}):\n        return {{\n{inputs}        }}\n\n{methods}"
    )


def _mistake(proposal: Proposal, statements: Sequence[Statement]) -> str:
    """Return the text of a mistake's module; it has imports of its own, and takes the rest from the reference."""
    assert proposal.mistake is not None  # noqa: S101 - asked for by the caller
    code = proposal.mistake.code
    around = [s for s in needed(statements, [proposal.name]) if s.text != code]
    own = ast.parse(code)
    read = {part.id for part in ast.walk(own) if isinstance(part, ast.Name)}
    imports = [s.text for s in sorted(around, key=lambda s: not s.is_future) if s.is_import]
    near = sorted({name for s in around if not s.is_import for name in s.binds & read} - {proposal.name})
    lines = [*imports, *([f"\nfrom .. import {', '.join(near)}"] if near else [])]
    return _MISTAKE.format(
        title=proposal.mistake.title,
        imports="".join(f"{line}\n" for line in lines) + ("\n" if lines else ""),
        name=proposal.name,
        code=code,
    )
