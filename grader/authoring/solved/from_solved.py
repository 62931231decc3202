"""Writes a new assignment from a solved notebook: a question for each function that it calls, proved by an audit.

Why it is so: docs/decisions/0020.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from grader.assignment.loader import load_assignment
from grader.assignment.rubric_schema import rubric_schema
from grader.authoring.audit import audit
from grader.authoring.converted import body_of, read_source
from grader.authoring.folder import begin, write, write_files
from grader.authoring.nbgrader import without_marks
from grader.authoring.new import SCHEMA, check_name, fresh_seed
from grader.errors import CallerError, RubricError, phrase
from grader.model.anchor import text_of_cell
from grader.probes.expected import expect
from grader.sandbox.slot import Slot

from .assignment_files import called_by, files_of
from .files_beside import files_beside
from .holes import functions_below, solved_bodies
from .proposal import Proposal, proposals_of
from .proposed_scenario import NotebookFunctions
from .recording import recorded
from .return_names import returned
from .solved_notebook import SolvedNotebook
from .statements import Statement, classes_in, experiment_cells, functions_in, inner_helpers, needed, statements_of
from .student_notebook import with_placeholders
from .variant_runs import VariantRuns
from .written_answers import written_answers

SEEDS_TRIED = 3
"""Number of seeds with which the mistakes are tried: on some inputs one is right by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedAssignment:
    """The assignment that was written, and the functions that did or did not become questions."""

    rubric: Path
    """The rubric's file."""
    questions: tuple[str, ...]
    """The functions that became questions."""
    left: Mapping[str, str]
    """For each function that did not, the reason."""
    holes: tuple[str, ...] = ()
    """The functions and methods that are no questions, and whose bodies students do not get either."""
    answers: tuple[str, ...] = ()
    """The written answers that became questions, by the heading above."""
    warnings: tuple[str, ...] = ()
    """What the instructor has to look at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _AuditOutcome:
    """What an audit found of some questions."""

    fault: str
    """The reason why it fails; empty where it succeeds, but for cells of the instructor's own that fail."""
    failing: tuple[str, ...] = ()
    """These cells, as the audit calls them."""


def from_solved(source: Path, name: str, parent: Path, slot: Slot, given: Sequence[str] = ()) -> ProposedAssignment:
    """Write an assignment made from a solved notebook, with the questions that an audit proves.

    Args:
        source: the instructor's notebook, with the functions that students are to write.
        name: the assignment's name: letters, digits and `_`.
        parent: the folder in which the assignment's folder is made.
        slot: the place in the sandbox where the notebook and its functions run.
        given: names of functions and classes whose bodies students get.

    Returns:
        The rubric's path, the questions, and the functions that were left out with the reason.

    Raises:
        CallerError: the name cannot be used, or the notebook cannot be read or calls no function that can be asked.
        OutputError: the assignment's folder is not empty, or cannot be written.
    """
    check_name(name)
    begin(parent / name)
    solved = _taken_apart(source, name, slot, tuple(given))
    proposals, left = _proposals(solved, slot)
    left |= dict.fromkeys(classes_in(solved.known.statements), "it is a class: name its methods in the rubric by hand")
    for _ in range(SEEDS_TRIED):
        solved = replace(solved, seed=fresh_seed())
        proved, unproved = _proved(solved, proposals, slot)
        if sum(one.mistake is not None for one in proved) == sum(one.mistake is not None for one in proposals):
            break
    left |= unproved
    together = _audited(solved, proved, slot) if proved else None
    if together is None or together.fault:
        raise _nothing(source, left | ({"all together": together.fault} if together else {}))
    _write(parent / name, replace(solved, failing=together.failing), proved)
    return ProposedAssignment(
        rubric=parent / name / "rubric.toml",
        questions=tuple(p.name for p in proved),
        left=left,
        holes=tuple(one for one in _holes(solved, proved) if one not in {p.name for p in proved}),
        answers=tuple(answer.title for answer in written_answers(solved.notebook)),
        warnings=tuple(_warnings(solved, proved)),
    )


def _holes(solved: SolvedNotebook, proposals: Sequence[Proposal]) -> list[str]:
    """Return the functions and methods whose bodies students do not get; inner helpers are not even named to them."""
    asked, statements = [proposal.name for proposal in proposals], solved.known.statements
    inner = inner_helpers(statements, asked)
    return [name for name in solved_bodies(statements, asked, solved.given) if name not in inner]


def _warnings(solved: SolvedNotebook, proposals: Sequence[Proposal]) -> Iterator[str]:
    """Yield what the instructor has to look at: weak results, and cells whose solutions cannot be found."""
    yield from (f"{proposal.name}: {proposal.warning}" for proposal in proposals if proposal.warning)
    code = [text_of_cell(cell) for cell in solved.notebook["cells"] if cell["cell_type"] == "code"]
    for place, source in enumerate(code, 1):
        if source.strip() and not body_of(source) and re.search(r"^\s*(?:def|class)\b", source, re.MULTILINE):
            yield f"code cell {place} is no valid Python, so it stays as it is in the template: read it"


def _proved(solved: SolvedNotebook, proposals: Sequence[Proposal], slot: Slot) -> tuple[list[Proposal], dict[str, str]]:
    """Return the strongest form of each question that an audit proves, and for the others the reason why none is."""
    proved, unproved = [], {}
    for proposal in proposals:
        for candidate in proposal.weaker:
            fault = _audited(solved, [candidate], slot).fault
            if not fault:
                proved.append(candidate)
                break
        else:
            unproved[proposal.name] = fault
    return proved, unproved


def _taken_apart(source: Path, name: str, slot: Slot, given: tuple[str, ...]) -> SolvedNotebook:
    """Read a notebook, run it once in the sandbox, and return it with the record of its calls.

    Raises:
        CallerError: the notebook cannot be read, or does not define what is to be given out.
    """
    notebook = read_source(source, phrase("proposes_from_a_notebook"))
    cells = [without_marks(text_of_cell(cell)) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    statements, files = statements_of(cells), files_beside(source.parent, cells)
    _check_given(given, statements)
    functions = {name: node for name, node in functions_in(statements).items() if name not in given}
    recording = recorded(slot, cells, list(functions), files)
    returns = {name: returned(functions[name], call.result) for name, call in recording.chosen.items()}
    known = NotebookFunctions(recording=recording, functions=functions, returns=returns, statements=statements)
    return SolvedNotebook(name=name, notebook=notebook, files=files, known=known, given=given)


def _check_given(given: Sequence[str], statements: Sequence[Statement]) -> None:
    """Refuse a name that the notebook does not define.

    Raises:
        CallerError: it defines no function, class or method of that name.
    """
    known = {name for statement in statements for name, _ in functions_below(statement.node)}
    known |= set(classes_in(statements))
    for name in given:
        if name not in known:
            raise CallerError("given_not_defined", name=name, known=", ".join(sorted(known)) or "none")


def _proposals(solved: SolvedNotebook, slot: Slot) -> tuple[list[Proposal], dict[str, str]]:
    """Return the questions on functions that work on drawn inputs, and the reason for each other function."""
    known = solved.known
    called = {name: node for name, node in known.functions.items() if name in known.returns}
    statements = needed(solved.known.statements, called)
    with VariantRuns(slot, statements, called, known.returns, solved.files) as trial:
        return proposals_of(known, trial)


def _audited(solved: SolvedNotebook, proposals: Sequence[Proposal], slot: Slot) -> _AuditOutcome:
    """Return what an audit finds of an assignment with these questions."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / solved.name
        _write(folder, solved, proposals)
        try:
            assignment = load_assignment(folder / "rubric.toml")
            found = audit(assignment, expect(assignment), slot)
        except RubricError as error:
            return _AuditOutcome(fault=f"it cannot be graded: {error.what.removesuffix('.')}")
    if found["reference"]["score"] < found["reference"]["max_score"]:
        return _AuditOutcome(fault="the solved notebook's own function does not pass on drawn inputs")
    if found["template"]["score"] > 0:
        return _AuditOutcome(fault="the students' notebook solves it already")
    failing = tuple(cell["weakness"] for cell in found["failing_cells"])
    faults = [found[key] for key in ("reference_loses", "template_earns", "missing_cells")]
    fault = any(faults) or set(found["unaccepted"]) - set(failing)
    return _AuditOutcome(fault="`grader audit` does not prove it" if fault else "", failing=failing)


def _write(folder: Path, solved: SolvedNotebook, proposals: Sequence[Proposal]) -> None:
    answers = written_answers(solved.notebook)
    for path, text in files_of(solved, proposals, answers):
        write(folder / path, text)
    write(folder / SCHEMA, json.dumps(rubric_schema(), indent=1) + "\n")
    asked, idle = (
        [proposal.name for proposal in proposals],
        experiment_cells(solved.known.statements, called_by(proposals)),
    )
    inner = inner_helpers(solved.known.statements, asked) - set(solved.given)
    notebook = with_placeholders(solved.notebook, _holes(solved, proposals), inner, idle, answers)
    write(folder / "template" / f"{solved.name}.ipynb", json.dumps(notebook, indent=1, ensure_ascii=False) + "\n")
    write_files(folder / "template", solved.files)


def _nothing(source: Path, left: Mapping[str, str]) -> CallerError:
    reasons = "".join(f"\n        {function}: {why}." for function, why in left.items())
    return CallerError("no_function_to_ask", where=str(source), reasons=reasons)
