"""Signing in with a password, where pages are served beyond this machine."""

import re

import pytest
from starlette.testclient import TestClient

from grader.review import sign_in
from grader.review.app import review_app
from grader.review.passwords import add_password, read_passwords
from grader.review.review import Review
from grader.review.sessions import secret_of
from grader.review.settings import ReviewSettings

from .conftest import NoEvidence

ORIGIN = "https://grade.uni.edu:8737"


@pytest.fixture
def client(course, tmp_path):
    add_password(tmp_path / "markers.txt", "ada", "long enough")
    settings = ReviewSettings(
        folder=course.out,
        language="en",
        markers=(),
        origin=ORIGIN,
        secret=secret_of(course.out),
        passwords=tmp_path / "markers.txt",
    )
    review = Review(settings)
    review.evidence = NoEvidence()
    return TestClient(review_app(review), base_url=ORIGIN)


RIGHT = "long enough"


def _signed_in(client, password=RIGHT, name="ada", origin=ORIGIN, back="/hand-ins"):
    fields = {"name": name, "password": password, "back": back}
    return client.post("/sign-in", data=fields, headers={"Origin": origin})


def test_who_is_not_known_is_led_to_the_form_and_back(client):
    found = client.get("/hand-ins")
    assert (found.url.path, found.url.query) == ("/sign-in", b"back=/hand-ins")
    assert 'value="/hand-ins"' in found.text
    assert "You are ada." in _signed_in(client).text
    assert client.get("/").status_code == 200


def test_the_cookie_is_for_encrypted_pages_of_this_server_alone(client):
    fields = {"name": "ada", "password": "long enough", "back": "//evil.example"}
    found = client.post("/sign-in", data=fields, headers={"Origin": ORIGIN}, follow_redirects=False)
    cookie = found.headers["set-cookie"]
    assert cookie.startswith("__Host-grader-review-8737=")
    assert {"secure", "httponly", "path=/"} <= set(cookie.lower().split("; "))
    assert found.headers["location"] == "/"
    assert found.headers["strict-transport-security"]


@pytest.mark.parametrize(("name", "password"), [("ada", "wrong one!"), ("nobody", "long enough"), ("", "")])
def test_a_wrong_password_lets_nobody_in(client, name, password):
    found = _signed_in(client, password, name)
    assert (found.status_code, "do not belong together" in found.text) == (401, True)
    assert password not in found.text or not password
    assert client.get("/hand-ins").url.path == "/sign-in"


def test_many_wrong_passwords_are_stopped(client, monkeypatch):
    monkeypatch.setattr(sign_in, "MOST_FAILURES", 1)
    _signed_in(client, "wrong one!")
    found = _signed_in(client)
    assert (found.status_code, "too many wrong passwords" in found.text) == (429, True)


def test_another_site_signs_nobody_in(client):
    assert _signed_in(client, origin="https://evil.example").status_code == 403


def test_a_marker_who_is_taken_off_the_list_is_told_so(client, tmp_path):
    _signed_in(client)
    add_password(tmp_path / "markers.txt", "bo", "long enough")
    lines = (tmp_path / "markers.txt").read_text().splitlines(keepends=True)
    (tmp_path / "markers.txt").write_text(lines[1])
    found = client.get("/")
    assert (found.status_code, "ada is no marker of this class any more" in found.text) == (403, True)


def test_another_password_ends_the_session(client, tmp_path):
    _signed_in(client)
    add_password(tmp_path / "markers.txt", "ada", "another one")
    assert client.get("/").url.path == "/sign-in"
    assert list(read_passwords(tmp_path / "markers.txt")) == ["ada"]


def test_an_address_with_a_token_lets_nobody_in(client):
    assert client.get("/?token=0123").url.path == "/sign-in"


def test_who_signs_out_has_to_sign_in_again(client):
    text = _signed_in(client).text
    token = re.search(r'name="token" value="(\w+)"', text)[1]
    left = client.post("/sign-out", data={"token": token}, headers={"Origin": ORIGIN})
    assert left.url.path == "/sign-in"
    assert client.get("/").url.path == "/sign-in"


def test_the_language_is_chosen_before_anybody_signed_in_and_stays(client):
    assert 'lang="zh"' in client.get("/sign-in?back=/hand-ins").text
    assert "登录" in client.get("/sign-in?back=/hand-ins&language=zh").text
    assert "登录" in client.get("/sign-in").text
    assert "登录" in client.get("/sign-in?language=nothing").text
