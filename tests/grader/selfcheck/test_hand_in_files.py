"""What is handed in: what the assignment names, and what of the student's own it uses."""

import json

from grader.selfcheck.folder import look_at_folder
from grader.selfcheck.hand_in_files import hand_in_files, missing

from .conftest import RIGHT


def _wanted(student):
    return list(hand_in_files(student.bundle, look_at_folder(student.bundle, student.folder)))


def test_just_the_files_that_the_assignment_names(student):
    student.write("notes.txt", "mine")
    student.write("scratch.py", "x = 1")
    assert _wanted(student) == ["Tiny.ipynb", "m.py"]


def test_modules_that_these_import_come_along(student):
    student.write("m.py", "from mine import half\nimport own.deep\n" + RIGHT)
    student.write("mine.py", "import other\n")
    student.write("other.py", "")
    student.write("own/__init__.py", "")
    student.write("own/deep.py", "from . import near\n")
    student.write("own/near.py", "")
    assert set(_wanted(student)) == {
        "Tiny.ipynb",
        "m.py",
        "mine.py",
        "other.py",
        *(f"own/{n}.py" for n in ("__init__", "deep", "near")),
    }


def test_what_only_the_notebook_imports_comes_along(student):
    student.cells("%matplotlib inline\nimport mine")
    student.write("mine.py", "")
    assert "mine.py" in _wanted(student)


def test_a_file_that_is_not_there_is_missed(student):
    (student.folder / "m.py").unlink()
    assert missing(student.bundle, look_at_folder(student.bundle, student.folder)) == ["m.py"]


def test_a_notebook_under_another_name_is_none_that_is_missing(student):
    (student.folder / "Tiny.ipynb").rename(student.folder / "Mine.ipynb")
    assert missing(student.bundle, look_at_folder(student.bundle, student.folder, "Mine.ipynb")) == []
    assert missing(student.bundle, look_at_folder(student.bundle, student.folder)) == ["Tiny.ipynb"]


MARIMO = "import marimo\n\napp = marimo.App()\n\n\n@app.cell\ndef _():\n    import mine\n    return\n"


def _in_another(student, own="work.py"):
    return set(hand_in_files(student.bundle, look_at_folder(student.bundle, student.folder, own)))


def test_a_marimo_notebook_is_handed_in_with_what_it_imports(student):
    student.write("work.py", MARIMO)
    student.write("mine.py", "")
    assert {"work.py", "mine.py", "m.py"} <= _in_another(student)


def test_the_assignment_s_notebook_is_left_out_where_nothing_was_written_in_it(student):
    student.write("work.py", MARIMO)
    assert "Tiny.ipynb" not in _in_another(student)
    student.cells("y = 3")
    assert "Tiny.ipynb" in _in_another(student)


def test_cells_of_the_self_check_are_no_work_of_the_student_s(student):
    student.write("work.py", MARIMO)
    notebook = json.loads((student.folder / "Tiny.ipynb").read_text())
    added = {"cell_type": "code", "metadata": {"tags": ["selfcheck"]}, "source": "setup()", "outputs": []}
    notebook["cells"].append({**added, "execution_count": None})
    student.write("Tiny.ipynb", json.dumps(notebook))
    assert "Tiny.ipynb" not in _in_another(student)


def test_a_notebook_that_cannot_be_read_is_handed_in_as_it_is(student):
    student.write("work.py", MARIMO)
    student.write("Tiny.ipynb", "{")
    assert "Tiny.ipynb" in _in_another(student)
