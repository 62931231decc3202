import pytest

from grader.submission.layout import place_files

WANTED = ["cs231n/layers.py", "cs231n/classifiers/fc_net.py", "Notebook.ipynb"]


def _laid_out(*names):
    files, remarks = place_files({name: name.encode() for name in names}, WANTED)
    return {name: content.decode() for name, content in files.items()}, [remark.id for remark in remarks]


@pytest.mark.parametrize("outer", ["", "a2/", "home/me/a2/"])
def test_files_are_seen_from_where_the_assignments_own_lie(outer):
    files, remarks = _laid_out(*(outer + name for name in WANTED), outer + "cs231n/mine.py")
    assert set(files) == {*WANTED, "cs231n/mine.py"}
    assert not remarks


def test_a_module_without_its_folder_is_taken():
    files, remarks = _laid_out("layers.py", "Notebook.ipynb")
    assert files == {"cs231n/layers.py": "layers.py", "Notebook.ipynb": "Notebook.ipynb"}
    assert remarks == ["taken_for"]


@pytest.mark.parametrize("name", ["layers (1).py", "layers-2.py", "layers_3.py", "layers - Copy.py", "Layers.py"])
def test_a_copys_name_is_read_as_a_person_would(name):
    assert _laid_out(name)[0]["cs231n/layers.py"] == name


@pytest.mark.parametrize("name", ["fast_layers.py", "layers_utils.py", "rnn_layers.py", "layers.txt"])
def test_another_modules_name_is_not_taken(name):
    assert "cs231n/layers.py" not in _laid_out(name)[0]


def test_the_name_itself_is_taken_before_a_copy_and_the_one_nearest_to_the_top_first():
    assert _laid_out("layers (1).py", "deep/layers.py")[0]["cs231n/layers.py"] == "deep/layers.py"
    assert _laid_out("b/c/layers.py", "d/layers.py")[0]["cs231n/layers.py"] == "d/layers.py"


def test_of_two_copies_of_the_assignment_the_one_nearest_to_the_top_counts():
    files, remarks = _laid_out("new/cs231n/layers.py", "old/backup/cs231n/layers.py")
    assert files == {"cs231n/layers.py": "new/cs231n/layers.py"}
    assert remarks == ["more_copies"]


def test_the_copy_with_more_of_the_files_counts():
    files, _ = _laid_out("a/cs231n/layers.py", "b/c/cs231n/layers.py", "b/c/Notebook.ipynb")
    assert files["cs231n/layers.py"] == "b/c/cs231n/layers.py"


def test_a_file_whose_name_is_a_folders_is_dropped():
    assert set(_laid_out("Notebook.ipynb", "data", "data/x.npz")[0]) == {"Notebook.ipynb", "data/x.npz"}
