"""A hand-in's notebook as it ran, in the browser."""

import pytest

from grader.review.class_state import key_of


def test_the_cells_come_with_what_they_showed(browser):
    told = browser.open(f"/hand-in/{key_of('solo')}/notebook")
    assert "The notebook as it ran" in told
    assert 'class="nb-cell nb-code"' in told
    assert f'href="/hand-in/{key_of("solo")}/notebook"' in browser.open(f"/hand-in/{key_of('solo')}")


def test_a_report_of_an_earlier_version_is_read_from_the_record(served, browser):
    before = browser.open(f"/hand-in/{key_of('solo')}/notebook")
    (served.folder / "reports/solo/notebook.json").unlink()
    assert browser.open(f"/hand-in/{key_of('solo')}/notebook") == before


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"null",
        b'{"cells": null}',
        b'{"cells": [{}]}',
        b'{"cells": [{"index": 0, "kind": "code", "source": 5}]}',
        b'{"cells": [{"index": 0, "kind": "code", "source": "", "status": "odd"}]}',
    ],
)
def test_a_damaged_file_is_made_up_for_by_the_record(served, browser, content):
    before = browser.open(f"/hand-in/{key_of('solo')}/notebook")
    (served.folder / "reports/solo/notebook.json").write_bytes(content)
    assert browser.open(f"/hand-in/{key_of('solo')}/notebook") == before


def test_what_was_not_run_is_said(served, browser):
    (served.folder / "reports/solo/notebook.json").unlink()
    (served.folder / "observations/solo/record.json").unlink()
    assert "No notebook of this hand-in was run." in browser.open(f"/hand-in/{key_of('solo')}/notebook")
