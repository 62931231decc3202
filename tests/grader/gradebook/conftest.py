"""A small graded class: one alone, a group of two, one who never handed in; graded once, copied for each test."""

import shutil
from pathlib import Path

import pytest

from grader.batch import grade_class
from grader.crew import Settings
from grader.sandbox.selftest import chosen

TASK = Path(__file__).parents[3] / "examples/tasks/spectral_filter"
ROSTER = """student,submission,name,email,group
00123,solo,"Doe, Jane",jane@uni.edu,
bo,team,Bo,bo@uni.edu,team
cy,team,Cy,cy@uni.edu,team
never,,Never There,never@uni.edu,
"""


@pytest.fixture(scope="session")
def _graded(tmp_path_factory):
    folder = tmp_path_factory.mktemp("class")
    shutil.copytree(TASK, folder / "task")
    for name, hand_in in (("solo", "in_periods"), ("team", "other_sign")):
        shutil.copytree(TASK / "hand_ins" / hand_in, folder / "class" / name)
    (folder / "class/roster.csv").write_text(ROSTER)
    settings = Settings(rubric=folder / "task/rubric.toml", audience="student", language="en", isolation=chosen("auto"))
    grade_class(folder / "class", folder / "out", settings)
    return folder


class Course:
    """A graded class of one's own."""

    def __init__(self, folder):
        self.rubric, self.hand_ins, self.out = folder / "task/rubric.toml", folder / "class", folder / "out"

    def change_rubric(self, old, new):
        """Change the rubric's text."""
        text = self.rubric.read_text()
        assert old in text
        self.rubric.write_text(text.replace(old, new, 1))

    def batch(self, **options):
        """Grade the class again."""
        settings = Settings(rubric=self.rubric, audience="student", language="en", isolation=chosen("auto"))
        return grade_class(self.hand_ins, self.out, settings, **options)

    def files(self):
        """Every file of the results, with its content."""
        wanted = (path for path in self.out.rglob("*") if path.is_file() and "sqlite" not in path.name)
        return {str(path.relative_to(self.out)): path.read_bytes() for path in wanted}


def copied(graded, folder):
    """A graded class somewhere else."""
    for part in ("task", "class", "out"):
        shutil.copytree(graded / part, folder / part)
    about = folder / "out/class.json"
    about.write_text(about.read_text().replace(str(graded), str(folder)))
    (folder / "out/gradebook.sqlite").unlink()
    return Course(folder)


@pytest.fixture
def course(_graded, tmp_path):
    return copied(_graded, tmp_path)


@pytest.fixture(scope="session")
def _answered(_graded, tmp_path_factory):
    folder = tmp_path_factory.mktemp("answered")
    course = copied(_graded, folder)
    for name in ("=early", "solo"):
        shutil.copytree(TASK / "hand_ins/other_sign", course.hand_ins / name, dirs_exist_ok=True)
    course.batch()
    return folder


@pytest.fixture
def answered(_answered, tmp_path):
    """The same class, with three answers."""
    return copied(_answered, tmp_path)
