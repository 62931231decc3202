"""One person before a browser, by clicks and keys alone: what the pages acknowledged is remembered."""

import re
from dataclasses import dataclass, field

ANSWERS = "/answers/ringing.answer"
LONG = 60_000
"""Milliseconds after which something that a page waits for has not come, also on a loaded machine."""


@dataclass
class Acknowledged:
    """What the pages said is saved."""

    answers: dict = field(default_factory=dict)
    """By group of equal answers, the points, or the comment that makes them."""
    points: dict = field(default_factory=dict)
    """By hand-in and criterion, the points that a person gave."""
    words: dict = field(default_factory=dict)
    """By hand-in and criterion, the reason that its student has to read."""
    once: list = field(default_factory=list)
    """The reasons and answers that have to stand in the logs, each once."""

    def give(self, hand_in, criterion, points, words):
        """Remember points of one hand-in, and the words with them."""
        self.points[hand_in, criterion] = points
        self.words[hand_in, criterion] = words


class Marker:
    """A marker in a browser of its own."""

    def __init__(self, browser, server, name, saved):
        self.context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
        self.context.set_default_timeout(LONG)
        self.tab, self.server, self.name = self.context.new_page(), server, name
        self.tab.goto(server.addresses[name])
        self.saved = saved

    def open(self, address):
        """Open a page by its address, and return what it says."""
        self.tab.goto(f"{self.server.origin}{address}")
        return self.text()

    def text(self):
        """What the page says."""
        return self.tab.inner_text("main")

    def follow(self, *names):
        """Click on one link after the other."""
        for name in names:
            self.tab.get_by_role("link", name=name, exact=True).first.click()
            self.tab.wait_for_load_state()

    def button(self, name):
        """The buttons of this name."""
        return self.tab.get_by_role("button", name=name, exact=True)

    def click(self, button):
        """Press a button, and wait until the page says that it is done."""
        button.click()
        self.tab.locator(".notice.done").wait_for()
        self.tab.wait_for_load_state()

    def press(self, button):
        """Press a button without waiting for what comes of it."""
        button.evaluate("button => { setTimeout(() => button.click()) }")

    def go_on(self):
        """Come to the next answer that waits; False where there is none for this marker."""
        self.open(ANSWERS)
        button = self.tab.get_by_role("link", name="Mark the next")
        if not button.count():
            return False
        button.click()
        self.tab.wait_for_load_state()
        return self.tab.locator("#marking").count() == 1

    @property
    def group(self):
        """The group of equal answers that is open."""
        return re.search(r"/([0-9a-f]{16})", self.tab.url)[1]

    def enter(self, points, all_similar=False):
        """Enter a mark by keys, and return what it will be: by group the points, or the comment that makes them."""
        page = self.tab
        if all_similar:
            page.keyboard.press("a")
        page.keyboard.press("q" if points == "comment" else str(points))
        ticked = page.eval_on_selector_all("[data-similar]:checked", "all => all.map(each => each.value)")
        return dict.fromkeys([self.group, *(value.partition(":")[0] for value in ticked)], points)

    def save(self, entered):
        """Press Enter, and remember what was saved when the page says so."""
        self.tab.keyboard.press("Enter")
        self.tab.locator(".notice.done").wait_for()
        self.tab.wait_for_load_state()
        self.saved.answers |= entered
