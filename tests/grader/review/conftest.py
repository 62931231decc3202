"""The pages of a class, as a browser of one marker or another sees them."""

import html
import re

import pytest

pytest.importorskip("starlette.testclient")

from starlette.testclient import TestClient

from grader.review.app import review_app
from grader.review.review import Review
from grader.review.sessions import address_token, secret_of
from grader.review.settings import ReviewSettings

ORIGIN = "http://localhost:8737"


class Browser:
    """A browser of one marker, which sends forms as their pages show them."""

    def __init__(self, app, settings, marker, portal=None):
        self.client = TestClient(app, base_url=ORIGIN, follow_redirects=True, raise_server_exceptions=True)
        self.client.portal = portal  # one loop for all browsers, as in the server
        if marker:
            self.client.get("/", params={"token": address_token(settings.secret, marker)})

    def open(self, address, status=200):
        """The text of a page."""
        found = self.client.get(address)
        assert found.status_code == status, found.text
        return found.text

    def form(self, address, action):
        """The fields of a page's form, with what stands in them."""
        text = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', self.open(address), re.DOTALL)[0]
        inputs = re.findall(r"<input ([^>]*)>", text)
        named = [dict(re.findall(r'(\w+)="([^"]*)"', one)) for one in inputs]
        kept = [one for one in named if "name" in one and one.get("type") not in ("radio", "checkbox", "file")]
        return {one["name"]: html.unescape(one.get("value", "")) for one in kept}

    def send(self, action, fields, status=200, origin=ORIGIN, **more):
        """The page that comes when a form is sent."""
        found = self.client.post(action, data=fields, headers={"Origin": origin}, **more)
        assert found.status_code == status, found.text
        return found.text


class Served:
    """A class that is served."""

    def __init__(self, folder, markers=("ada", "bo"), language="en"):
        self.folder = folder
        self.settings = ReviewSettings(
            folder=folder, language=language, markers=markers, origin=ORIGIN, secret=secret_of(folder)
        )
        self.review = Review(self.settings)
        self.review.evidence = NoEvidence()
        self.app = review_app(self.review)
        self.portal = None

    def browser(self, marker="ada"):
        return Browser(self.app, self.settings, marker, self.portal)


class NoEvidence:
    """What a page has of the process for staff's reports while it has not begun yet."""

    async def report(self, *_):
        return None

    async def rest(self):
        pass

    async def close(self):
        pass


@pytest.fixture
def served(course):
    """A small graded class, which is served to `ada` and `bo`."""
    return Served(course.out)


@pytest.fixture
def browser(served):
    """The browser of `ada`."""
    return served.browser()
