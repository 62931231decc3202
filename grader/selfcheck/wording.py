"""Writes the cards on judged questions: the card of one question, or the overview of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.model.finding import Finding
from grader.model.result import CriterionResult, QuestionResult
from grader.model.rubric import Criterion, Question
from grader.model.verdict import Rung, Verdict
from grader.report.message import tell
from grader.report.numbers import short
from grader.report.plain import code

from .card import Card
from .folder import clock_text
from .judged import PracticeResult
from .line import Line, Tone
from .practice_bundle import PracticeBundle

TONES = {
    Verdict.PASS: Tone.RIGHT,
    Verdict.CARRIED: Tone.RIGHT,
    Verdict.PARTIAL: Tone.PARTLY,
    Verdict.FAIL: Tone.WRONG,
    Verdict.BLOCKED: Tone.TODO,
    Verdict.NOT_ATTEMPTED: Tone.TODO,
    Verdict.PENDING: Tone.LATER,
    Verdict.ERROR: Tone.LATER,
}
"""The tone of each verdict."""
_MENDED = (Verdict.PASS, Verdict.CARRIED, Verdict.PENDING)
"""Verdicts after which nothing is left to mend."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Writes cards on the results of practice."""

    bundle: PracticeBundle
    """The practice bundle, with the sentences."""
    judged: PracticeResult
    """The results of the questions."""

    def question(self, question: Question, ways: str) -> Card:
        """Return the card of one question.

        Args:
            question: the question.
            ways: code of the call that asks for a hint on it.
        """
        words, result = self.bundle.words, self.judged.results[question.id]
        pairs = list(zip(question.criteria, result.criteria))  # noqa: B905 - there is a result for each criterion
        lines = [self._criterion(criterion, found) for criterion, found in pairs]
        if result.verdict is Verdict.NOT_ATTEMPTED:  # all criteria have the same message: it is shown once
            lines = [Line(tone=Tone.TODO, title=criterion.title) for criterion, _ in pairs[:-1]] + lines[-1:]
        lines = [*self._grounds(question), *lines]
        lines += [self._later(title) for title in self.bundle.later.get(question.id, [])]
        closing = [words("selfcheck.hint_ways", ways=ways)] if hints(self.bundle, question, result) else []
        if not any(criterion.check.is_marked_by_person for criterion in question.criteria):
            closing.append(words("selfcheck.hidden"))
        return Card(
            tone=tone_of(result, question),
            title=f"`{question.function}`" if question.function else question.title,
            verdict=self._verdict(result, question),
            tested=self.tested([question]),
            lines=tuple(lines),
            closing=tuple(closing),
        )

    def overview(self, questions: Sequence[Question], ways: str) -> Card:
        """Return the card of several questions: a line for each, and a bar.

        Args:
            questions: the questions.
            ways: code of the call that checks one of them, with `{}` for its id.
        """
        words, results = self.bundle.words, self.judged.results
        measured = [q for q in questions if tone_of(results[q.id], q) is not Tone.LATER]
        right = [q for q in measured if tone_of(results[q.id], q) is Tone.RIGHT]
        first = next(
            (q for tone in (Tone.WRONG, Tone.PARTLY, Tone.TODO) for q in measured if tone_of(results[q.id], q) is tone),
            None,
        )
        lines = [
            Line(tone=tone_of(results[q.id], q), title=q.title, verdict=self._verdict(results[q.id], q))
            for q in questions
        ]
        then = [] if first is None else [words("selfcheck.first", ways=ways.format(first.id), title=first.title)]
        tones = {line.tone for line in lines}
        open_ = next((tone for tone in (Tone.WRONG, Tone.PARTLY) if tone in tones), Tone.TODO)
        whole = Tone.RIGHT if len(right) == len(measured) else open_
        return Card(
            tone=whole,
            title=self.bundle.rubric.title,
            verdict=words("selfcheck.overview", right=len(right), of=len(measured)),
            tested=self.tested(questions),
            bar=(len(right), len(measured)),
            lines=tuple(lines),
            closing=(*then, words("selfcheck.hidden")),
        )

    def tested(self, questions: Sequence[Question]) -> str:
        """Return the sentences on the files that were tested for some questions, and when they were saved."""
        words, folder = self.bundle.words, self.judged.folder
        functions = [question.function for question in questions if question.function]
        paths = [self.bundle.rubric.functions[name].path for name in functions if name not in self.judged.in_notebook]
        checks = [criterion.check for question in questions for criterion in question.criteria]
        paths += [path for check in checks for path in check.paths]
        if any(check.reads_notebook for check in checks):
            paths.append(folder.notebook)
        told = []
        for path in dict.fromkeys(paths):
            saved = folder.saved(path)
            key = "selfcheck.tested" if saved else "selfcheck.tested_missing"
            told.append(words(key, path=path, folder=folder.root.name, saved=clock_text(saved)))
        if any(name in self.judged.in_notebook for name in functions):
            told.append(words("selfcheck.tested_notebook"))
        told += [words("selfcheck.reloaded", path=path) for path in self.judged.reloaded if path in paths]
        for remark in self.judged.old_forms:
            if remark.facts["path"] in (*paths, "notebook"):
                told.append(words(f"remark.{remark.id}", **{name: code(fact) for name, fact in remark.facts.items()}))
        return words("style.between_sentences").join(told)

    def _verdict(self, result: QuestionResult, question: Question) -> str:
        words = self.bundle.words
        if result.verdict in (Verdict.PASS, Verdict.CARRIED) and tone_of(result, question) is Tone.RIGHT:
            return words("selfcheck.passed")
        return words(f"verdict.{result.verdict.value}")

    def _criterion(self, criterion: Criterion, result: CriterionResult) -> Line:
        words = self.bundle.words
        told = tell(words, criterion, result, self.bundle.mistakes)
        texts = [told.measured, " ".join(filter(None, (told.where, self._values(result)))), *told.why]
        return Line(
            tone=TONES[result.verdict],
            title=criterion.title,
            verdict=words(f"verdict.{result.verdict.value}"),
            texts=tuple(filter(None, texts)),
            next=told.next,
        )

    def _grounds(self, question: Question) -> list[Line]:
        """Return a line that names the functions to mend first: those that the question builds on, not right yet."""
        words, results = self.bundle.words, self.judged.results
        if results[question.id].verdict in (*_MENDED, Verdict.NOT_ATTEMPTED):
            return []
        earlier = [q for q in self.bundle.rubric.questions if q.id in question.builds_on and q.function]
        open_ = [q for q in earlier if tone_of(results[q.id], q) in (Tone.WRONG, Tone.PARTLY, Tone.TODO)]
        listed = words("style.between_items").join(f"`{q.function}`" for q in open_)
        return [Line(tone=Tone.TODO, title=words("selfcheck.stands_on", functions=listed))] if open_ else []

    def _later(self, title: str) -> Line:
        return Line(tone=Tone.LATER, title=title, verdict=self.bundle.words("selfcheck.later"))

    def _values(self, result: CriterionResult) -> str:
        """Return a sentence with the student's value and the expected one where they differ most; empty without them.

        Expected values are shown only here, since those of practice are no secret.
        """
        worst = result.evidence.worst
        if worst is None or worst.rung is not Rung.VALUES or result.verdict not in (Verdict.FAIL, Verdict.PARTIAL):
            return ""
        if worst.got is None or worst.expected is None:
            return ""
        return self.bundle.words("selfcheck.values", got=_shown(worst.got), expected=_shown(worst.expected))


def tone_of(result: QuestionResult, question: Question) -> Tone:
    """Return the tone of a question's result.

    Args:
        result: the result; a partial one with full points is right.
        question: the question.
    """
    if result.verdict is Verdict.PARTIAL and result.score >= result.max_score:
        return Tone.RIGHT
    if result.verdict is Verdict.NOT_ATTEMPTED and all(c.check.is_marked_by_person for c in question.criteria):
        return Tone.TODO
    return TONES[result.verdict]


def hints(bundle: PracticeBundle, question: Question, result: QuestionResult) -> list[str]:
    """Return the hints on the criteria that are not right yet, each once.

    They are those of the named mistakes, or the criteria's own where no mistake was named.

    Args:
        bundle: the practice bundle, with the hints of mistakes.
        question: the question.
        result: its result on the practice cases.
    """
    pairs = zip(question.criteria, result.criteria, strict=True)
    open_ = [(criterion, found) for criterion, found in pairs if found.verdict not in (*_MENDED, Verdict.BLOCKED)]
    named = [hint for _, found in open_ for finding in found.findings for hint in _of_mistake(bundle, finding)]
    given = [hint for criterion, _ in open_ for hint in criterion.hints]
    return list(dict.fromkeys(named or given))


def _of_mistake(bundle: PracticeBundle, finding: Finding) -> Iterator[str]:
    if finding.mistake in bundle.mistakes:
        yield from bundle.mistakes[str(finding.mistake)].hints


def _shown(value: object) -> str:
    return short(value) if isinstance(value, float) else str(value)
