"""Errors: their sentences, their facts, and that every key is raised, translated and triggered by a test."""

import ast
import pickle
import re
import string
from functools import cache
from pathlib import Path

import pytest

import grader.errors
from grader.errors import CallerError, GraderError, SubmissionError, phrase
from grader.errors.catalogue import PARTS, PHRASES, catalogue
from grader.report.words import LANGUAGES

GRADER = Path(grader.errors.__file__).parents[1]
KINDS = {name for name, found in vars(grader.errors).items() if isinstance(found, type)}
MAKERS = {*KINDS, "phrase"}


def _keys_of(call):
    """The keys that a call may give: those of both branches where it chooses."""
    return {node.value for node in _branches(call.args[0]) if isinstance(node, ast.Constant)}


def _branches(node):
    return [*_branches(node.body), *_branches(node.orelse)] if isinstance(node, ast.IfExp) else [node]


@cache
def _calls():
    """Each call in code that makes an error or a phrase, with its file."""
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(GRADER.rglob("*.py"))}
    told = {path: text for path, text in texts.items() if any(f"{name}(" in text for name in MAKERS)}
    nodes = ((path, node) for path, text in told.items() for node in ast.walk(ast.parse(text)))
    calls = ((path, node) for path, node in nodes if isinstance(node, ast.Call) and node.args)
    return [(path, call) for path, call in calls if getattr(call.func, "id", "") in MAKERS]


def _raised(names):
    """Each key in code, with the facts it is given: `None` among them where they come as `**facts`."""
    for path, call in _calls():
        given = {keyword.arg for keyword in call.keywords}
        if call.func.id in names and not given & {"why", "mend"}:
            yield from ((path.name, key, given - {"where"}) for key in _keys_of(call))


def _holes(*sentences):
    return {name for sentence in sentences for _, name, _, _ in string.Formatter().parse(sentence) if name}


def _errors(language="en"):
    return {key: table for key, table in catalogue(language).items() if key != PHRASES}


def test_every_error_that_code_raises_stands_in_the_catalogue_and_no_other():
    assert {key for _, key, _ in _raised(KINDS)} == set(_errors())


def test_no_error_of_ours_is_raised_with_sentences():
    """They would stay English; only code of other packages has no catalogue."""
    made = [(path.name, call) for path, call in _calls() if call.func.id in KINDS]
    plain = [(file, call.lineno) for file, call in made if {"why", "mend"} & {one.arg for one in call.keywords}]
    assert plain == []


def test_every_phrase_that_code_uses_stands_in_the_catalogue_and_no_other():
    assert {key for _, key, _ in _raised({"phrase"})} == set(catalogue("en")[PHRASES])


def test_code_gives_each_error_and_phrase_the_facts_that_its_sentences_name():
    known = {key: _holes(*table.values()) for key, table in _errors().items()}
    known |= {key: _holes(sentence) for key, sentence in catalogue("en")[PHRASES].items()}
    called = [*_raised(KINDS), *_raised({"phrase"})]
    faults = [(file, key, given ^ known[key]) for file, key, given in called if None not in given]
    assert [fault for fault in faults if fault[2]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_is_worded_in_every_language_with_the_same_facts(language):
    english, theirs = catalogue("en"), catalogue(language)
    assert set(theirs) == set(english)
    assert {key: _parts(table) for key, table in theirs.items()} == {key: _parts(t) for key, t in english.items()}


def _parts(table):
    """The facts of an error, or of each phrase."""
    return (
        (set(table), _holes(*table.values())) if set(table) == set(PARTS) else {k: _holes(s) for k, s in table.items()}
    )


def test_every_sentence_is_chinese_in_chinese_and_ends_as_one():
    """One that is a fact alone is that fact's business."""
    sentences = {f"{key}.{part}": table[part] for key, table in _errors("zh").items() for part in PARTS}
    words = {place: re.sub(r"\{\w+\}", "", sentence) for place, sentence in sentences.items()}
    assert [place for place, left in words.items() if len(left) > 1 and not re.search("[一-鿿]", left)] == []
    assert [place for place, sentence in sentences.items() if sentence[-1] not in "。}"] == []


def test_an_error_says_what_why_and_how_to_mend_after_its_place():
    error = CallerError("points_out_of_range", where="a.csv", points="7", most="5")
    assert (error.what, error.why, error.mend) == (
        "7 points are out of range.",
        "It is worth 0 to 5 points.",
        "Give points in that range.",
    )
    assert str(error) == f"a.csv: {error.what} {error.why} {error.mend}"


def test_an_error_is_worded_in_another_language():
    assert SubmissionError("empty_folder").worded("zh")[0] == "里面没有任何提交。"


def test_a_phrase_among_the_facts_is_worded_in_the_same_language():
    error = GraderError("no_full_isolation", trouble=phrase("did_not_hold", walls="files"))
    assert error.why == "It was tried: files did not hold."
    assert error.worded("zh")[1].endswith("files 没有起作用。")


def test_an_error_of_another_package_brings_its_own_sentences():
    error = CallerError("It is wet.", why="It rained.", mend="Dry it.", where="shed")
    assert str(error) == "shed: It is wet. It rained. Dry it."
    assert error.worded("zh") == ("It is wet.", "It rained.", "Dry it.")


@pytest.mark.parametrize("facts", [{}, {"nonsense": 1}])
def test_a_key_without_its_facts_is_our_own_fault(facts):
    with pytest.raises(KeyError):
        CallerError("zip_damaged", **facts)


@pytest.mark.parametrize(
    "error",
    [
        GraderError("no_full_isolation", where="x", trouble=phrase("did_not_hold", walls="files")),
        CallerError("It is wet.", why="It rained.", mend="Dry it.", where="shed"),
    ],
)
def test_an_error_crosses_between_processes_whole(error):
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert again.worded("zh") == error.worded("zh")
