"""Who is answered, with what headers, and what is said to the others."""

import pytest

from grader.review.registry import all_pages, linked_pages
from grader.review.sessions import address_token

from .conftest import ORIGIN, Served


def test_without_an_address_nobody_sees_anything(served):
    told = served.browser("").open("/hand-ins", status=401)
    assert "Open the address that" in told
    assert "solo" not in told


def test_the_token_leaves_the_address_for_a_cookie_that_no_script_reads(served):
    browser = served.browser("")

    found = browser.client.get(f"/?token={address_token(served.settings.secret, 'bo')}", follow_redirects=False)
    assert found.headers["location"] == "/"
    assert {"httponly", "samesite=lax"} <= set(found.headers["set-cookie"].lower().split("; "))
    assert "You are bo." in browser.open("/")


def test_a_wrong_token_lets_nobody_in(served):
    assert "Open the address" in served.browser("").open("/?token=0123", status=401)


def test_a_page_runs_no_script_that_stands_in_it(browser):
    found = browser.client.get("/")
    policy = found.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert " style=" not in found.text
    assert "<style" not in found.text
    assert " on" not in found.text.split("<body>")[0]


def test_a_strange_name_that_leads_here_is_refused(served):
    found = served.browser().client.get("/", headers={"Host": "evil.example:8737"})
    assert (found.status_code, "not the name of this server" in found.text) == (403, True)


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://localhost:9999"])
def test_a_form_of_another_site_is_refused(browser, origin):
    fields = browser.form("/", "/language")
    assert "did not come from a page of this server" in browser.send("/language", fields, 403, origin=origin)


def test_a_form_without_its_token_is_refused(browser):
    browser.send("/language", {"language": "zh"}, 403)


def test_a_form_with_the_token_of_another_marker_is_refused(served):
    fields = served.browser("bo").form("/", "/language")
    served.browser("ada").send("/language", fields, 403)


def test_the_language_can_be_chosen(browser):
    fields = browser.form("/hand-ins", "/language")
    assert "<h1>提交</h1>" in browser.send("/language", {**fields, "language": "zh"})
    assert "等待人工评分" in browser.open("/")


def test_a_form_leads_to_no_other_site(browser):
    fields = {**browser.form("/", "/language"), "back": "//evil.example/", "language": "zh"}
    found = browser.client.post("/language", data=fields, headers={"Origin": ORIGIN}, follow_redirects=False)
    assert found.headers["location"] == "/"


def test_a_marker_who_is_removed_is_told_so(course):
    before = Served(course.out)
    browser = before.browser("bo")
    after = Served(course.out, markers=("ada",))
    other = after.browser("")
    other.client.cookies = browser.client.cookies
    assert "bo is no marker of this class any more" in other.open("/", status=403)


def test_what_lets_markers_in_is_for_the_owner_alone(course):
    Served(course.out)
    assert (course.out / ".review_key").stat().st_mode & 0o777 == 0o600


def test_a_page_that_is_not_there_says_so(browser):
    assert "there is no page /nothing" in browser.open("/nothing", status=404)


def test_a_form_that_is_too_large_is_not_read(browser):
    fields = {**browser.form("/", "/language"), "back": "x" * 4_000_001}
    assert "larger than" in browser.send("/language", fields, 413)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("multipart/form-data", b"--x\r\nbroken"),
        ("multipart/form-data; boundary=x", b"--x\r\nbroken\r\n\r\n"),
        ("application/x-www-form-urlencoded", b"&".join(b"a=%d" % number for number in range(20_001))),
    ],
)
def test_a_form_that_cannot_be_read_is_told(browser, kind, content):
    told = browser.client.post("/language", content=content, headers={"Content-Type": kind, "Origin": ORIGIN})
    assert (told.status_code, "the form cannot be read" in told.text) == (400, True)


def test_every_linked_page_opens(browser):
    assert [page.path for page in linked_pages()][:2] == ["/", "/hand-ins"]
    for page in linked_pages():
        browser.open(page.path)


def test_no_two_pages_have_one_address():
    paths = [page.path for page in all_pages()]
    assert len(set(paths)) == len(paths)


def test_a_failure_of_ours_is_a_page_that_says_so_and_the_server_goes_on(served, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    browser = served.browser()
    with monkeypatch.context() as patch:
        patch.setattr(served.review, "state", lambda: 1 / 0)
        assert "the grader failed (ZeroDivisionError)" in browser.open("/", status=503)
    assert list(tmp_path.glob("grader-failure-*.txt"))
    browser.open("/")


def test_a_page_that_says_what_is_wrong_leads_on(browser):
    told = browser.open("/nothing", status=404)
    assert 'href="/hand-ins"' in told
    assert "You are ada." in told


def test_what_is_wrong_is_told_to_strangers_without_a_word_about_the_class(served):
    told = served.browser("").open("/nothing", status=401)
    assert 'href="/hand-ins"' not in told
    assert served.review.state().about.title not in told
