"""Downloads as the tests make them: a zip of names, or the folder that it unpacks to."""

import zipfile
from contextlib import ExitStack

import pytest

from grader.intake.platforms.download import opened
from grader.intake.platforms.readers import arrivals_of


@pytest.fixture
def zipped(tmp_path):
    """Make a zip of names, or of names and contents."""

    def make(entries, name="download.zip"):
        contents = entries if isinstance(entries, dict) else dict.fromkeys(entries, b"{}")
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            for path, content in contents.items():
                archive.writestr(path, content)
        return tmp_path / name

    return make


@pytest.fixture
def arrived(zipped):
    """The hand-ins that a platform's reader finds in a zip of these names."""

    with ExitStack() as stack:
        yield lambda platform, entries, **more: arrivals_of(
            platform, stack.enter_context(opened(zipped(entries))), **more
        )
