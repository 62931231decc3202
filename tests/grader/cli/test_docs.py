"""The documentation can be read where there is no clone."""

import zipfile
from io import BytesIO

import pytest
from click.testing import CliRunner

from grader.authoring.wheel import wheel
from grader.cli.docs import command
from grader.errors import CallerError


def test_pages_are_listed_with_their_headings():
    told = CliRunner().invoke(command, []).output
    assert "rubrics                  Writing an assignment" in told


def test_a_page_is_printed_as_it_is():
    assert CliRunner().invoke(command, ["rubrics"]).output.startswith("# Writing an assignment")


def test_a_page_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(CallerError, match="rubrics") as caught:
        command.main(["nowhere"], standalone_mode=False)
    assert "no page `nowhere`" in caught.value.what


def test_the_wheel_that_goes_elsewhere_has_them():
    with zipfile.ZipFile(BytesIO(wheel()[1])) as archive:
        assert "grader/docs/rubrics.md" in archive.namelist()
