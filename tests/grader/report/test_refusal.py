from grader.errors import CallerError, OutputError
from grader.errors.catalogue import catalogue
from grader.report.refusal import reworded


def test_a_refusal_is_worded_in_the_language():
    told = reworded(OutputError("unwritable", reason="No space"), "zh")
    assert told.what == catalogue("zh")["unwritable"]["what"].format(reason="No space")
    assert told.reason == told.what + told.why + told.mend


def test_english_sentences_stand_apart():
    told = reworded(OutputError("unwritable", reason="No space"), "en")
    assert told.reason == f"{told.what} {told.why} {told.mend}"


def test_an_error_with_sentences_of_its_own_keeps_them():
    told = reworded(CallerError("It is wet.", why="It rained.", mend="Dry it."), "zh")
    assert told.reason == "It is wet. It rained. Dry it."
