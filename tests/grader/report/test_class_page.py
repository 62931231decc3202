"""The page about a class: what it counts, what it leaves out of small classes, and whom it never names."""

import base64
import random
import re
from dataclasses import replace

import pytest

from grader.report.charts import bars, dots_of, sparkline
from grader.report.class_page import Asked, Class, HandIn, class_page

HOSTILE = "<script>alert(1)</script>=cmd"


def _class(count, *, language="en", names=False, waits=(), questions=4, **facts):
    dice = random.Random(count)  # noqa: S311 - a made-up class
    asked = tuple(Asked(id=f"q{n}", title=f"Question {n}", max_score=10) for n in range(questions))
    hand_ins = tuple(
        HandIn(
            id=f"jane{number}",
            status="graded",
            points={one.id: None if one.id in waits else dice.choice([0.0, 5.0, 10.0]) for one in asked},
            crashed=number == 0,
            cpu_seconds=1.0 + number,
            peak_mib=60.0 + number,
        )
        for number in range(count)
    )
    cluster = {"title": "eps is missing", "count": 2, "questions": ["q1"], "submissions": ["jane1", "jane2"]}
    usual = {
        "title": "Normalization",
        "hand_ins": hand_ins,
        "students": count + 2,
        "missing": 2,
        "late": 1,
        "clusters": (cluster,),
    }
    return Class(language=language, asked=asked, names=names, **{**usual, **facts})


def _table(page, name):
    (found,) = re.findall(rf'download="{name}.csv" href="data:text/csv;charset=utf-8;base64,([^"]*)"', page)
    return base64.b64decode(found).decode().splitlines()


def test_it_counts_who_is_there_and_who_is_not():
    page = class_page(_class(12))
    for name, count in (("students", 14), ("missing", 2), ("late", 1), ("notebooks that stopped early", 1)):
        assert f"<dt>{name}</dt><dd>{count}</dd>" in page
    assert "unreadable" not in page


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("count", [0, 1, 2, 9, 10, 19, 20, 49, 50])
def test_every_size_of_class_has_a_page(count, language):
    page = class_page(_class(count, language=language))
    assert ("spark" in page.split("</style>")[1]) == (count >= 50)
    assert ("<circle" in page) == (count >= 20)


@pytest.mark.parametrize(("count", "missed"), [(9, 3), (10, 2), (20, 1), (50, 0)])
def test_what_a_class_is_too_small_for_is_said_in_words(count, missed):
    told = ("how well a question tells strong from weak", "a picture of all questions", "curves by fifths")
    assert sum(what in class_page(_class(count)) for what in told) == missed
    assert (f"{count} hand-ins are too few for" in class_page(_class(count))) == (missed > 0)


def test_it_begins_with_what_to_teach_and_whom_to_talk_to():
    page = class_page(_class(12))
    order = [page.index(f'id="{section}"') for section in ("teach", "talk", "scores", "items", "mistakes")]
    assert order == sorted(order)
    assert "<strong>eps is missing</strong>" in page
    assert "2 of 12 hand-ins" in page


def test_whom_to_talk_to_is_named_only_on_request():
    assert "Handed nothing in: 2</li>" in class_page(_class(12, absent=("tom", "ida")))
    named = class_page(_class(12, absent=("tom", "ida"), names=True))
    assert "<bdi>tom</bdi>" in named
    assert "--names" not in named


def test_nobody_is_named_unless_asked_for():
    assert "jane" not in class_page(_class(25))
    named = class_page(_class(25, names=True))
    assert "jane24" in named
    assert 'href="reports/jane1/report.html"' in named


def test_what_waits_for_a_person_is_left_out_and_said():
    page = class_page(_class(12, waits=("q2",)))
    assert "left out: Question 2." in page
    assert not any(line.startswith("q2,") for line in _table(page, "items"))


def test_where_everything_waits_there_is_nothing_to_show():
    assert "Nothing was graded yet." in class_page(_class(5, waits=("q0", "q1", "q2", "q3")))


def test_hand_ins_that_could_not_be_graded_are_counted_apart():
    found = _class(3)
    broken = [
        HandIn(id=s, status=s, points={}, crashed=False, cpu_seconds=None, peak_mib=None)
        for s in ("unreadable", "error")
    ]
    page = class_page(
        Class(**{name: getattr(found, name) for name in found.__slots__} | {"hand_ins": (*found.hand_ins, *broken)})
    )
    assert "<dt>unreadable</dt><dd>1</dd>" in page
    assert "<dt>grader failed</dt><dd>1</dd>" in page
    assert len(_table(page, "scores")) == 1 + 3


def test_each_chart_has_its_numbers_beside_it():
    page = class_page(_class(12))
    assert len(_table(page, "scores")) == len(_table(page, "time")) == 1 + 12
    assert len(_table(page, "items")) == 1 + 4
    assert _table(page, "clusters")[1] == "eps is missing,2,q1"


def test_what_students_wrote_is_text_and_no_formula():
    cluster = {"title": f"={HOSTILE}", "count": 1, "questions": ["q1"], "submissions": [HOSTILE]}
    page = class_page(_class(12, names=True, title=HOSTILE, clusters=(cluster,)))
    assert "<script>" not in page
    assert _table(page, "clusters")[1].startswith("'=")


def test_a_class_without_mistakes_says_so():
    assert "None was found." in class_page(_class(3, clusters=()))


def test_the_last_bar_holds_its_upper_end():
    assert [bar.count for bar in bars([0, 9.99, 10, 100], 0, 100, 10).bars] == [2, 1, *[0] * 7, 1]


def test_a_histogram_marks_the_median():
    found = bars([20, 40, 90], 0, 100, 10)
    assert (found.median, found.line, found.most) == (40, 192, 90)


def test_lines_and_dots_stay_in_their_boxes():
    assert sparkline([0, 100]) == "M2.0 18.0L58.0 2.0"
    assert [(dot.x, dot.y) for dot in dots_of([(0, -100), (100, 100), (50, 0)])] == [(0, 122), (480, 4), (240, 63)]


def test_the_page_of_a_large_class_holds_counts_and_percentiles():
    page = class_page(_class(6_000))
    scores, time = _table(page, "scores"), _table(page, "time")
    assert scores[0] == "percent,count"
    assert sum(int(line.split(",")[1]) for line in scores[1:]) == 6_000
    assert (time[0], time[1], time[51], time[-1], len(time)) == (
        "percentile,cpu_seconds,peak_mib",
        "0,1.0,60.0",
        "50,3000.5,3059.5",
        "100,6000.0,6059.0",
        102,
    )
    assert len(page) < 100_000


def test_what_was_not_measured_is_left_out_of_percentiles_and_empty_in_lines():
    hand_ins = [replace(one, cpu_seconds=None, peak_mib=None) for one in _class(2).hand_ins]
    few = class_page(_class(3, hand_ins=(*hand_ins, *_class(3).hand_ins[2:])))
    assert _table(few, "time") == ["cpu_seconds,peak_mib", ",", ",", "3.0,62.0"]
    many = class_page(_class(6_000, hand_ins=(*hand_ins, *_class(6_000).hand_ins[2:])))
    assert _table(many, "time")[1] == "0,3.0,62.0"


def test_of_many_findings_the_most_frequent_are_shown_and_the_others_counted():
    clusters = tuple(
        {"title": f"fault {n}.", "count": 300 - n, "questions": ["q1"], "submissions": ["jane1"]} for n in range(230)
    )
    page = class_page(_class(12, clusters=clusters))
    table = page.partition('id="mistakes"')[2]
    assert ("fault 199." in table, "fault 200." in table) == (True, False)
    assert "30 more, each in 100 hand-ins or fewer, are in summary.json." in page
    assert "summary.json" not in class_page(_class(12))


def test_of_many_absent_students_not_all_are_named():
    page = class_page(_class(12, missing=400, absent=tuple(f"a{n}." for n in range(400)), names=True))
    assert ("a299." in page, "a300." in page, "Handed nothing in: 400" in page) == (True, False, True)
