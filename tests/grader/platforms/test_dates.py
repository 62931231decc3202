"""When something was handed in, as ISO 8601."""

import pytest

from grader.errors import CallerError
from grader.platforms.dates import iso


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2023-09-21 10:00:00.000000000 -07:00", "2023-09-21T10:00:00-07:00"),
        ("2023-09-21 10:00:00 +0530", "2023-09-21T10:00:00+05:30"),
        ("2023-09-21T10:00:00Z", "2023-09-21T10:00:00+00:00"),
        ("2015-02-02 15:58:23.948203 UTC\n", "2015-02-02T15:58:23+00:00"),
        ("2015-07-02 15:58:23 Europe/Berlin", "2015-07-02T15:58:23+02:00"),
        ("2015-02-02 15:58:23 CST", "2015-02-02T15:58:23"),
        ("2015-02-02 15:58:23 No/Where", "2015-02-02T15:58:23"),
        ("2015-02-02 15:58:23 /etc/passwd", "2015-02-02T15:58:23"),
        ("2015-02-02 15:58:23", "2015-02-02T15:58:23"),
        ("", ""),
    ],
)
def test_a_moment_keeps_the_offset_that_is_known(text, moment):
    assert iso(text, "x") == moment


@pytest.mark.parametrize(
    "text",
    ["2015-02-02 15:58:23 ../../etc/passwd", "2015-02-30 15:58:23", "2015-02-02 15:58:23 +99:99", "yesterday"],
)
def test_one_that_cannot_be_read_is_refused_since_none_would_be_on_time(text):
    with pytest.raises(CallerError, match="hand_in_7: these cells hold no time that can be read"):
        iso(text, "hand_in_7")
