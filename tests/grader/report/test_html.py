import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from grader.checks.answer import Answer
from grader.model.observation import CellStatus, Frame
from grader.model.rubric import CellSelector
from grader.model.verdict import Rung, Verdict
from grader.report.html import html
from grader.report.words import words

ANSWER = Answer(cell=CellSelector(tag="x"))
EVIL = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=1>',
    "`<b onclick=1>`",
    "a\n\n<iframe>",
    "[x](javascript:alert(1))",
    "![x](http://example.org/x.png)",
    "<javascript:alert(1)>",
)
LOADING = {"src", "srcset", "data", "action", "formaction", "poster", "background", "style", "srcdoc"}
VOID = {"meta", "br"}


class Page(HTMLParser):
    """What a page is made of."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.headings, self.open = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def of(self, name):
        return [value for key, value in self.attributes if key == name]


@pytest.fixture
def full(build):
    """A report with one of each thing, for staff."""
    judged = [build.judged(verdict, build.comparison(wrong=1, total=2, course_error=1.0)) for verdict in Verdict]
    judged += [build.raised(text="too few"), build.judged(Verdict.FAIL, findings=[build.finding("mistake")])]
    cells = [build.cell(status) for status in CellStatus]
    return build.report(*judged, audience="staff", cells=cells, remarks=[build.remark("no_notebook")])


@pytest.fixture
def page(full):
    return Page(html(full))


def test_a_page_is_whole_and_says_its_language(page):
    assert page.open == []
    assert page.of("lang") == ["en"]


def test_a_page_stands_alone(page):
    assert not {"script", "link", "img", "iframe", "object", "form", "base"} & set(page.tags)
    assert not LOADING & {name for name, _ in page.attributes}
    assert all(target.startswith("#") for target in page.of("href"))


def test_a_page_has_one_of_each_landmark_side_by_side(full):
    told = html(full)
    assert [told.count(f"<{name}>") for name in ("header", "main", "footer")] == [1, 1, 1]
    assert told.index("</header>") < told.index("<main>") < told.index("</main>") < told.index("<footer>")


def test_a_questions_verdict_does_not_colour_its_criteria(build):
    told = html(build.report(*(build.judged(verdict) for verdict in Verdict)))
    assert not re.search(r'class="(question|one) (pass|fail|partial)', told)
    assert [v.value for v in Verdict if v is not Verdict.NOT_ATTEMPTED and f"is-{v.value}" not in told] == []


def test_a_small_number_is_not_broken_behind_its_minus_sign(build):
    told = html(build.report(build.judged(Verdict.FAIL, build.comparison())))
    assert 'the limit is <span class="number">1.0e-06</span>.' in told


def test_a_page_holds_no_address_and_no_import(full):
    assert not re.search(r"https?:|url\(|@import|<script", html(full))


def test_a_page_stays_small(full):
    assert len(html(full).encode()) < 100_000


def test_headings_go_down_one_step_at_a_time(page):
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(page.headings))


def test_every_id_is_there_once_and_every_link_leads_to_one(page):
    ids = page.of("id")
    assert len(ids) == len(set(ids))
    assert {target[1:] for target in page.of("href")} <= set(ids)
    assert set(page.of("aria-labelledby")) <= set(ids)


def test_ids_that_look_alike_stay_apart(full):
    for question, name in zip(full["questions"], ("a b", "a-b", "A-b", "a.b"), strict=False):
        question["id"] = name
    ids = Page(html(full)).of("id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("rung", [None, *Rung])
def test_every_verdict_and_rung_can_be_shown(build, rung):
    worst = build.comparison(rung, error=None, failure=build.failure() if rung else None)
    judged = [build.judged(verdict, worst) for verdict in Verdict]
    assert Page(html(build.report(*judged, audience="staff"))).open == []


def test_the_error_stands_beside_its_limit(build):
    told = re.sub(r"<[^>]*>", "", html(build.report(build.judged(Verdict.FAIL, build.comparison(wrong=3, total=8)))))
    assert told.count("the largest error is 2.5e-01, the limit is 1.0e-06. 3 of 8 numbers are off") == 1


def test_of_what_is_right_the_error_stands_beside_its_limit(build):
    told = html(build.report(build.judged(Verdict.PASS, build.comparison(None, error=1e-9))))
    assert "error 1.0e-09, limit 1.0e-06" in told


def test_an_error_without_limit_can_be_shown(build):
    told = html(build.report(build.judged(Verdict.FAIL, build.comparison(limit=None, error=float("inf")))))
    assert "the largest error is inf" in told


def test_staff_see_values_exception_and_the_way_to_it(build):
    values = build.judged(Verdict.FAIL, build.comparison(got=1.5, expected=2.5))
    told = html(build.report(values, build.raised(text="too few"), audience="staff"))
    assert "<dt>got</dt><dd><code>1.5</code></dd>" in told
    assert "<dt>expected</dt><dd><code>2.5</code></dd>" in told
    assert "ValueError: too few" in told
    assert "<code>cs231n/layers.py:7 batchnorm_forward: return out</code>" in told


def test_each_hint_lies_inside_the_one_before(build):
    told = html(build.report(build.judged(Verdict.FAIL, build.comparison(), findings=[build.finding("mistake")])))
    first, second = told.index("Look at the root."), told.index("Add <code>eps</code>.")
    assert told.count('<details class="hint">', 0, first) == 1
    assert "</details>" not in told[first:second]
    assert "Hint 2 of 2" in told[first:second]


@pytest.mark.parametrize("verdict", [Verdict.PASS, Verdict.CARRIED, Verdict.BLOCKED, Verdict.ERROR])
def test_no_hints_where_there_is_nothing_to_mend_here(build, verdict):
    assert '<details class="hint">' not in html(build.report(build.judged(verdict)))


def test_an_answer_is_shown_as_it_was_written(build):
    told = html(build.report(build.judged(Verdict.PENDING, answer="It *depends*."), check=ANSWER))
    assert "<p>It <em>depends</em>.</p>" in told


def test_a_heading_in_an_answer_stands_out_and_is_none_of_the_page(build):
    page = html(build.report(build.judged(Verdict.PENDING, answer="## Why\n\nBecause."), check=ANSWER))
    assert "<p><strong>Why</strong></p>\n<p>Because.</p>" in page


def test_a_very_long_answer_is_begun_here_and_kept_whole_in_the_json(build):
    report = build.report(build.judged(Verdict.PENDING, answer="&" * 500_000), check=ANSWER)
    told = html(report)
    assert len(told.encode()) < 100_000
    assert words()("page.cut") in told
    assert len(report["questions"][0]["criteria"][0]["answer"]) == 500_000


def test_a_usual_answer_is_not_called_cut(build):
    assert words()("page.cut") not in html(build.report(build.judged(Verdict.PENDING, answer="Yes."), check=ANSWER))


def test_cells_that_stopped_are_listed_with_why(build):
    told = html(build.report(cells=[build.cell(), build.cell(CellStatus.OK), build.cell(CellStatus.NOT_RUN, error="")]))
    assert "Cell 4: stopped with <code>ValueError</code>" in told
    assert len(re.findall("Cell [0-9]", told)) == 2


@pytest.mark.parametrize("audience", ["student", "staff"])
@pytest.mark.parametrize("evil", EVIL)
def test_text_from_outside_makes_no_markup(build, evil, audience):
    frame = Frame(path=evil, line=1, function=evil, source=evil)
    raised = build.raised(text=evil, error=evil, function=evil, frames=(frame,))
    blocked = build.judged(Verdict.BLOCKED, findings=[build.finding("blocked", facts={"function": evil})])
    around = {"title": evil, "name": evil, "remarks": [build.remark("unreadable", reason=evil)]}
    cells = [build.cell(error=evil, text=evil)]
    page = Page(html(build.report(raised, blocked, audience=audience, cells=cells, **around)))
    assert not {"script", "img", "iframe", "b"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on") or name in LOADING]
    assert all(target.startswith("#") for target in page.of("href"))


@pytest.mark.parametrize("evil", EVIL)
def test_an_answer_makes_no_harmful_markup(build, evil):
    page = Page(html(build.report(build.judged(Verdict.PENDING, answer=evil), check=ANSWER)))
    assert not {"script", "img", "iframe", "b"} & set(page.tags)
    assert page.of("href") == ["#mend-first"]
    assert page.open == []


def test_signs_that_turn_text_round_are_written_out(build):
    raised = build.raised(text="\u202ex", function="\u202ex")
    told = html(build.report(raised, audience="staff", name="ada\u202e", title="\u202eForward"))
    assert "\u202e" not in told
    assert "<bdi>ada\\u202e</bdi>" in told


def test_an_answer_in_another_direction_turns_nothing_else(build):
    told = html(build.report(build.judged(Verdict.PENDING, answer="\u202eanswer"), check=ANSWER))
    assert '<div class="answer" dir="auto"><p>\u202eanswer</p>' in told
    assert "unicode-bidi: isolate" in told
