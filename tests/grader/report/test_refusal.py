import ast
from pathlib import Path

import pytest

from grader.errors import CallerError, OutputError
from grader.report.refusal import reworded
from grader.report.words import sentences

GRADER = Path(__file__).parents[3] / "grader"


def _refused(kind=CallerError, key=""):
    facts = {"error": "No space"}
    return kind("cannot be written (No space).", why="Reports go there.", mend="Choose another.", key=key, facts=facts)


def _keys():
    """Every key that an error is raised with."""
    for path in sorted(GRADER.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "").endswith("Error"):
                for keyword in node.keywords:
                    if keyword.arg == "key":
                        yield from (n.value for n in ast.walk(keyword.value) if isinstance(n, ast.Constant))


def test_an_error_with_a_key_is_worded_in_the_language():
    told = reworded(_refused(OutputError, "unwritable"), "zh")
    assert told.what == sentences("zh")["error.unwritable.what"].format(error="No space")
    assert told.reason == told.what + told.why + told.mend


@pytest.mark.parametrize("key", ["", "never_heard_of"])
def test_an_error_without_words_keeps_its_own_english(key):
    told = reworded(_refused(key=key), "zh")
    assert told.reason == "cannot be written (No space). Reports go there. Choose another."


def test_english_is_the_text_in_the_code():
    assert reworded(_refused(key="unwritable"), "en").why == "Reports go there."


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_key_of_an_error_has_words(language):
    asked = {f"error.{key}.{part}" for key in _keys() for part in ("what", "why", "mend")}
    assert asked - set(sentences(language)) == set()


def test_every_error_of_the_catalogue_is_raised():
    assert {key.split(".")[1] for key in sentences("en") if key.startswith("error.")} == set(_keys())
