"""Pages of written answers: read once, marked by several people, nothing overwritten that was not seen."""

import csv
import io
import json
import re

import pytest
from click.testing import CliRunner

from grader.cli import cli
from grader.gradebook.answers import answers_in
from grader.gradebook.decisions import read_decisions

from .conftest import ORIGIN, Served

QUESTION = "/answers/ringing.answer"


@pytest.fixture
def class_(answered):
    return Served(answered.out)


@pytest.fixture
def ada(class_):
    return class_.browser("ada")


@pytest.fixture
def bo(class_):
    return class_.browser("bo")


def _next(browser):
    """The address of the next answer that waits."""
    return browser.client.get(f"{QUESTION}/next", follow_redirects=False).headers["location"]


def _fields(browser, address, **entered):
    return {**browser.form(address, address), "do": "save", **entered}


def _marks(class_):
    return {one.submission: (one.points, one.comment, one.who) for one in read_decisions(class_.folder)}


def test_a_question_says_how_far_it_is(ada):
    assert "0 of 3 different answers are marked; 3 hand-ins wait." in ada.open("/answers")
    address = _next(ada)
    ada.send(address, _fields(ada, address, points="1"))
    assert "1 of 3 different answers are marked; 2 hand-ins wait." in ada.open(QUESTION)
    assert "ada</bdi>: 1" in ada.open("/answers")


def test_an_answer_stands_beside_what_is_asked_and_expected_and_what_resembles_it(ada):
    page = ada.open(_next(ada))
    assert "Explain why, in two or three sentences" in page
    assert "a convolution with the box" in page
    assert page.count("% alike") == 2
    assert re.search(r"<mark>[789]</mark>", page)
    assert re.search(r">A-[0-9a-f]{8}</a>", page)
    assert "00123" not in page


@pytest.mark.parametrize("page", ["/", "/publish"])
def test_what_waits_leads_to_the_next_answer(ada, page):
    (address,) = set(re.findall(r'href="(/answers/[^"]+/next)"', ada.open(page)))
    assert "What a right answer says" in ada.open(address)


def test_a_mark_is_saved_and_the_next_answer_comes(class_, ada):
    address = _next(ada)
    page = ada.send(address, _fields(ada, address, points="1,5", own="The step is missing."))
    assert "Saved." in page
    assert list(_marks(class_).values()) == [(1.5, "The step is missing.", "ada")]
    assert _next(ada) != address


def test_a_button_gives_its_points(class_, ada):
    address = _next(ada)
    ada.send(address, {**_fields(ada, address), "do": "", "quick": "2"})
    assert [points for points, *_ in _marks(class_).values()] == [2]


def test_similar_answers_that_are_ticked_get_the_same(class_, ada):
    address = _next(ada)
    also = re.findall(r'name="also" value="([^"]+)"', ada.open(address))
    page = ada.send(address, _fields(ada, address, points="2", also=also))
    assert "Nothing waits here any more" in page
    assert len(_marks(class_)) == 3


@pytest.mark.parametrize(
    ("points", "told"), [("3", "out of range"), ("a lot", "no number of points"), ("", "no points")]
)
def test_what_cannot_be_given_is_told_and_what_was_entered_stays(class_, ada, points, told):
    address = _next(ada)
    page = ada.send(address, _fields(ada, address, points=points, own="My words."), status=400)
    assert told in page
    assert "My words.</textarea>" in page
    assert _marks(class_) == {}


def test_the_second_is_told_who_reads_an_answer_and_gets_another_one_next(ada, bo):
    address = _next(ada)
    ada.open(address)
    assert "ada is reading this answer" in bo.open(address)
    assert _next(bo) != address


def test_two_on_one_answer_the_second_is_told_what_was_saved(class_, ada, bo):
    address = _next(ada)
    mine, theirs = (_fields(one, address, points=points) for one, points in ((ada, "2"), (bo, "0.5")))
    ada.send(address, {**mine, "own": "All there."})
    page = bo.send(address, {**theirs, "own": "Too short."}, status=409)
    assert "Not saved: ada gave 2 points meanwhile" in page
    assert "All there." in page
    assert "Too short.</textarea>" in page
    assert [who for *_, who in _marks(class_).values()] == ["ada"]
    version = re.search(r'name="version" value="([^"]+)"', page)[1]
    bo.send(address, {**theirs, "version": version, "action": "again", "own": "Too short."})
    assert list(_marks(class_).values()) == [(0.5, "Too short.", "bo")]


def test_a_conflict_about_a_similar_answer_takes_its_tick_away(class_, ada, bo):
    address = _next(ada)
    also = re.findall(r'name="also" value="([^"]+)"', ada.open(address))
    fields = _fields(ada, address, points="2", also=also)
    other = f"{QUESTION}/{also[0].partition(':')[0]}"
    bo.send(other, _fields(bo, other, points="1"))
    page = ada.send(address, fields, status=409)
    assert "not ticked any more" in page
    assert len(re.findall(r'name="also" value="[^"]+" checked', page)) == 1
    assert len(_marks(class_)) == 1


def test_a_form_that_is_sent_twice_is_saved_once(class_, ada):
    address = _next(ada)
    fields = _fields(ada, address, points="1")
    for _ in range(2):
        ada.send(address, fields)
    assert len(read_decisions(class_.folder)) == 1


def test_undo_leads_to_what_was_undone(class_, ada):
    address = _next(ada)
    ada.send(address, _fields(ada, address, points="1"))
    page = ada.send("/answers/undo", ada.form("/answers", "/answers/undo"))
    assert "Undone: this is what it was before." in page
    assert f'action="{address}"' in page
    assert [points for points, *_ in _marks(class_).values()] == [None]
    assert "nothing of yours" in ada.send("/answers/undo", ada.form("/answers", "/answers/undo"))


def test_a_mark_can_be_taken_back(class_, ada):
    address = _next(ada)
    ada.send(address, _fields(ada, address, points="1"))
    assert "waits again" in ada.send(address, {**_fields(ada, address), "do": "wait"})
    assert "3 hand-ins wait" in ada.open(QUESTION)


def _new_comment(browser, **fields):
    address = f"{QUESTION}/comments"
    forms = re.findall(r"<form.*?</form>", browser.open(address), re.DOTALL)
    hidden = dict(
        re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', forms[-2 if "language" in forms[-1] else -1])
    )
    return browser.send(address, {**hidden, **fields}), hidden["id"]


def test_a_comment_is_given_and_changed_for_all_who_got_it(class_, ada, bo):
    page, name = _new_comment(ada, text="No word of the step.", points="-0.5")
    assert "The comment is saved" in page
    for browser in (ada, bo):
        address = _next(browser)
        browser.send(address, _fields(browser, address, comment=name))
    assert {points for points, *_ in _marks(class_).values()} == {1.5}
    address = f"{QUESTION}/comments"
    fields, hers = bo.form(address, address), ada.form(address, address)
    assert "Change it for all (2 have it)" in bo.open(address)
    bo.send(address, {**fields, "id": name, "text": "The step!", "points": "-1"})
    assert {(points, comment) for points, comment, _ in _marks(class_).values()} == {(1.0, "The step!")}
    stale = ada.send(address, {**hers, "id": name, "text": "Other.", "points": "0"}, status=409)
    assert "bo changed this comment meanwhile" in stale
    assert "Other." in stale


def test_own_words_can_be_kept_as_a_comment(class_, ada):
    address = _next(ada)
    ada.send(address, _fields(ada, address, own="No sinc.", keep="yes", keep_points="-1"))
    assert list(_marks(class_).values()) == [(1.0, "No sinc.", "ada")]
    assert "No sinc. <strong" in ada.open(_next(ada))


def test_a_comment_that_is_not_offered_any_more_stays_with_who_has_it(class_, ada):
    _, name = _new_comment(ada, text="No sinc.", points="-1")
    address, comments = _next(ada), f"{QUESTION}/comments"
    ada.send(address, _fields(ada, address, comment=name))
    ada.send(comments, {**ada.form(comments, comments), "id": name, "text": "No sinc.", "points": "-1", "do": "retire"})
    assert "No sinc. <strong" not in ada.open(_next(ada))
    assert "No sinc. <strong" in ada.open(address)
    assert list(_marks(class_).values()) == [(1.0, "No sinc.", "ada")]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"text": " ", "points": "0"}, "says nothing"),
        ({"text": "a", "points": "9"}, "cannot carry"),
        ({"text": "a", "points": "x"}, "no number"),
        ({"text": "a", "points": "0", "id": ""}, "not one of this question"),
    ],
)
def test_a_comment_that_cannot_be_is_told(ada, fields, told):
    address = f"{QUESTION}/comments"
    assert told in ada.send(address, {**ada.form(address, address), **fields}, status=400)


def test_who_marks_is_told_by_the_script_s_question_that_somebody_saved(ada, bo):
    address = _next(ada)
    version = ada.form(address, address)["version"]
    watch = f"{address}/watch?version={version}"
    assert json.loads(ada.open(watch)) == {"changed": False, "told": ""}
    bo.send(address, _fields(bo, address, points="1"))
    assert json.loads(ada.open(watch)) == {
        "changed": True,
        "told": "bo saved a mark for this answer meanwhile. Load the page again to see it.",
    }


def test_a_command_beside_the_pages_sees_their_marks_and_they_see_its(class_, ada, answered, tmp_path):
    address = _next(ada)
    ada.send(address, _fields(ada, address, points="1", own="From the page."))
    sheet = tmp_path / "sheet.csv"
    assert CliRunner().invoke(cli, ["answers", str(answered.out), "--out", str(sheet)]).exit_code == 0
    rows = list(csv.DictReader(io.StringIO(sheet.read_text())))
    assert sorted(row["points"] for row in rows) == ["", "", "1"]
    for row in rows:
        row["points"] = row["points"] or "2"
    with sheet.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    assert "2 taken, 1 unchanged" in CliRunner().invoke(cli, ["answers", str(answered.out), "--in", str(sheet)]).output
    assert "All are marked." in ada.open("/answers")
    assert sorted(one.points for one in answers_in(answered.out)) == [1, 2, 2]


def test_what_was_handed_in_anew_meanwhile_is_not_marked_unseen(class_, ada, answered):
    address = _next(ada)
    fields = _fields(ada, address, points="1")
    for name in ("solo", "team", "=early"):
        notebook = answered.hand_ins / name / "Filter.ipynb"
        notebook.write_text(notebook.read_text().replace("side lobes", "side waves"))
    answered.batch()
    assert "handed in anew" in ada.send(address, fields, status=404)
    assert _marks(class_) == {}


def test_unknown_addresses_say_what_to_do(ada):
    assert "Choose among the questions" in ada.open("/answers/nothing.answer", status=404)
    assert "Go on with the question" in ada.open(f"{QUESTION}/0123456789abcdef", status=404)
    assert ada.client.get(f"{_next(ada)}/picture.png").status_code == 404


def test_the_pages_speak_chinese(class_, answered):
    browser = Served(answered.out, language="zh").browser()
    assert "未评" not in browser.open("/answers")
    page = browser.open(_next(browser))
    assert "相似的回答" in page
    assert "Similar" not in page


def test_a_student_s_markup_is_text(class_, ada, answered):
    for name in ("solo", "team"):
        notebook = answered.hand_ins / name / "Filter.ipynb"
        evil = "<script>alert(1)</script><img src=x onerror=alert(1)> [a](javascript:alert(1))"
        notebook.write_text(notebook.read_text().replace("side lobes", evil))
    answered.batch()
    for address in set(re.findall(rf'href="({QUESTION}/[0-9a-f]+)"', ada.open(QUESTION))):
        page = ada.open(address)
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert 'href="javascript' not in page


def test_a_form_of_another_site_marks_nothing(class_, ada):
    address = _next(ada)
    ada.send(address, _fields(ada, address, points="1"), 403, origin="http://evil.example")
    ada.send(address, {**_fields(ada, address, points="1"), "token": "x"}, 403, origin=ORIGIN)
    assert _marks(class_) == {}


def test_a_similar_answer_that_is_gone_is_told_and_nothing_is_saved(class_, ada):
    address = _next(ada)
    page = ada.send(address, _fields(ada, address, points="1", also="0123456789abcdef:v"), status=400)
    assert "nobody has this answer any more" in page
    assert _marks(class_) == {}


def test_while_the_rubric_is_another_nothing_is_marked(class_, ada, answered):
    address = _next(ada)
    fields = _fields(ada, address, points="1", own="My words.")
    answered.change_rubric("points = 2", "points = 3")
    page = ada.send(address, fields, status=400)
    assert "the rubric has changed since" in page
    assert "My words.</textarea>" in page
    assert _marks(class_) == {}


def test_answers_are_listed_by_what_is_wanted(ada, bo):
    address = _next(ada)
    ada.send(address, _fields(ada, address, points="1"))
    counts = {
        wanted: int(re.search(r"(\d+) different answers\.", ada.open(f"{QUESTION}?show={wanted}"))[1])
        for wanted in ("all", "waiting", "mine", "mixed")
    }
    assert counts == {"all": 3, "waiting": 2, "mine": 1, "mixed": 0}
    parts = [re.findall(r"/[0-9a-f]{16}", each.open(f"{QUESTION}?show=part")) for each in (ada, bo)]
    assert sorted(map(len, parts)) == [1, 2]
    assert not set(parts[0]) & set(parts[1])
