"""Translations beside a rubric: taken where they fit, refused where they do not, asked for where they lack."""

import re
import shutil
from pathlib import Path

import pytest

from grader.assignment.loader import load_assignment
from grader.assignment.translation import translated, untranslated
from grader.errors import RubricError

ROOT = Path(__file__).parents[3]
SHIPPED = sorted(path for path in (ROOT / "rubrics").glob("*.toml") if ".zh" not in path.suffixes)
CODE = re.compile(r"`[^`]*`|(?<![\w.])\d+(?:\.\d+)?(?:e-?\d+)?(?![\w.]*\w)")


def _texts(assignment):
    """Every text by its place."""
    yield "title", assignment.rubric.title
    for question in assignment.rubric.questions:
        yield question.id, question.title
        for criterion in question.criteria:
            yield from _all(f"{question.id}.{criterion.id}", criterion.title, *criterion.hints)
    for mistake in assignment.mistakes:
        yield from _all(mistake.id, mistake.title, mistake.explanation, *mistake.hints)


def _all(place, *texts):
    yield from ((f"{place} {number}", text) for number, text in enumerate(texts))


@pytest.fixture(scope="module", params=SHIPPED, ids=lambda path: path.stem)
def both(request):
    """A shipped assignment in English and in Chinese, with the path of its rubric."""
    english = load_assignment(request.param)
    return request.param, english, translated(english, request.param, "zh")


@pytest.fixture(scope="module")
def english():
    return load_assignment(ROOT / "rubrics/batch_normalization.toml")


@pytest.fixture
def rubric(tmp_path):
    """A place for a rubric beside which a translation can be written."""
    return tmp_path / "batch_normalization.toml"


def _refused(english, rubric, text):
    rubric.with_suffix(".zh.toml").write_text(text, encoding="utf-8")
    with pytest.raises(RubricError) as caught:
        translated(english, rubric, "zh")
    assert str(rubric.with_suffix(".zh.toml")) in str(caught.value)
    return str(caught.value)


def test_nothing_is_missing_in_what_is_shipped(both):
    path, english, _ = both
    assert untranslated(english, path, "zh") == []


def test_every_text_is_chinese(both):
    assert [place for place, text in _texts(both[2]) if not re.search(r"[\u4e00-\u9fff]", text)] == []


def test_numbers_of_the_english_texts_are_kept(both):
    pairs = zip(_texts(both[1]), _texts(both[2]), strict=True)
    lost = {place: CODE.findall(old) for (place, old), (_, new) in pairs if set(CODE.findall(old)) - _numbers(new)}
    assert lost == {}


def _numbers(text):
    return set(re.findall(r"`[^`]*`|\d+(?:\.\d+)?(?:e-?\d+)?", text))


def test_what_is_measured_stays_as_it_is(both):
    _, english, chinese = both
    checks = [[c.check for q in a.rubric.questions for c in q.criteria] for a in (english, chinese)]
    assert checks[0] == checks[1]
    assert [m.overrides for m in english.mistakes] == [m.overrides for m in chinese.mistakes]


def test_the_hash_does_not_know_of_translations(english, tmp_path):
    for part in ("rubrics", "reference", "student_template"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__", "*zh.toml"))
    assert load_assignment(tmp_path / "rubrics/batch_normalization.toml").sha256 == english.sha256


def test_english_needs_no_file(english, rubric):
    assert translated(english, rubric, "en") is english
    assert untranslated(english, rubric, "en") == []


def test_without_a_file_the_texts_stay_english_and_are_listed(english, rubric):
    assert translated(english, rubric, "zh").rubric == english.rubric
    missing = untranslated(english, rubric, "zh")
    assert {"assignment.title", "question.fc_batchnorm.title", "question.batchnorm_forward.train.hints"} <= set(missing)


def test_an_entry_alone_is_taken(english, rubric):
    rubric.with_suffix(".zh.toml").write_text('[question.notebook]\ntitle = "笔记本"', encoding="utf-8")
    chinese = translated(english, rubric, "zh").rubric
    assert chinese.questions[-1].title == "笔记本"
    assert chinese.questions[0] == english.rubric.questions[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[question.nonsense]\ntitle = "x"', "it translates `question.nonsense`, which is not there"),
        ("[question.notebook.nonsense]", "it translates `question.notebook.nonsense`"),
        ('[question.notebook.runs]\ntitel = "x"', "it translates `question.notebook.runs.titel`"),
        ('[assignment]\nid = "x"', "it translates `assignment.id`"),
        ("[odd]", "it translates `odd`"),
        ("question = 3", "`question` is no table"),
        ("[question.notebook]\nruns = 3", "`runs` is no table"),
        ("[assignment]\ntitle = 3", "`assignment.title` is no text"),
        ('[question.fc_batchnorm.loss]\nhints = "x"', "`question.fc_batchnorm.loss.hints` is no list of texts"),
        (
            '[question.fc_batchnorm.loss]\nhints = ["x"]',
            "`question.fc_batchnorm.loss.hints` has 1 texts, the English 2",
        ),
        ("= =", "the translation cannot be read"),
    ],
)
def test_a_translation_that_does_not_fit_is_refused(english, rubric, text, said):
    assert said in _refused(english, rubric, text)


def test_a_translated_mistake_must_exist(tmp_path):
    for part in ("rubrics", "reference", "student_template"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "reference/mistakes/zh.toml").write_text('[mistake.nonsense]\ntitle = "x"', encoding="utf-8")
    path = tmp_path / "rubrics/batch_normalization.toml"
    with pytest.raises(RubricError, match=r"it translates `mistake\.nonsense`"):
        translated(load_assignment(path), path, "zh")
