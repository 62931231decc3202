"""JUnit's XML."""

from pathlib import Path
from xml.etree import ElementTree as ET

from grader.platforms.junit import junit

from .conftest import HOSTILE, criterion, question, report

GOLDEN = Path(__file__).parents[2] / "golden/export/junit.xml"


def test_reports_become_suites(mixed):
    assert junit([mixed]) == GOLDEN.read_bytes()


def test_what_xml_forbids_does_not_break_it():
    hostile = report(HOSTILE, question("q", criterion("c", "fail", 0.0, message=f"{HOSTILE}]]>\x1b")))
    root = ET.fromstring(junit([hostile]))  # noqa: S314 - our own
    assert root.find(".//failure").text == HOSTILE.replace("\x00", "\ufffd") + "]]>\ufffd"


def test_no_report_is_an_empty_file_that_can_be_read():
    assert ET.fromstring(junit([])).attrib["tests"] == "0"  # noqa: S314 - our own
