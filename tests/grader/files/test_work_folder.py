"""An instructor's code finds the template's files wherever the grader was started, and changes none of them."""

import os
import sys
from pathlib import Path

import pytest

from grader.files.work_folder import working_in


@pytest.fixture
def template(tmp_path):
    folder = tmp_path / "template"
    (folder / "data").mkdir(parents=True)
    (folder / "data/t.csv").write_text("1,2")
    (folder / "only_in_template.py").write_text("VALUE = 3")
    return folder


def test_data_and_modules_are_within_reach_and_gone_afterwards(template):
    here, path = os.getcwd(), list(sys.path)
    with working_in(template):
        assert Path("data/t.csv").read_text() == "1,2"
        import only_in_template

        assert only_in_template.VALUE == 3
    assert (os.getcwd(), sys.path) == (here, path)
    assert "only_in_template" not in sys.modules


def test_what_is_written_stays_out_of_the_template(template):
    with working_in(template):
        Path("data/t.csv").write_text("spoiled")
    assert (template / "data/t.csv").read_text() == "1,2"


def test_a_template_that_changed_is_copied_anew(template):
    with working_in(template):
        pass
    (template / "data/t.csv").write_text("3,4,5")
    with working_in(template):
        assert Path("data/t.csv").read_text() == "3,4,5"


def test_another_template_s_module_of_the_same_name_is_another(template, tmp_path):
    with working_in(template):
        import only_in_template
    other = tmp_path / "other"
    other.mkdir()
    (other / "only_in_template.py").write_text("VALUE = 4")
    with working_in(other):
        import only_in_template

        assert only_in_template.VALUE == 4


def test_code_that_raises_leaves_nothing_behind(template):
    here = os.getcwd()
    with pytest.raises(ZeroDivisionError), working_in(template):
        1 / 0  # noqa: B018
    assert os.getcwd() == here
