"""Files beside a notebook come along when its code names them, and no others."""

from grader.authoring.solved.files_beside import files_beside


def test_data_and_modules_that_are_named_come_along(tmp_path):
    (tmp_path / "data").mkdir()
    for path, text in {
        "data/a.csv": "1,2",
        "helper.py": "import deeper\nopen('named_by_helper.txt')",
        "deeper.py": "",
        "named_by_helper.txt": "",
        "unnamed.txt": "",
    }.items():
        (tmp_path / path).write_text(text)
    found = files_beside(tmp_path, ["import helper\nimport numpy", "%pip install x\nload('data/a.csv')"])
    assert sorted(found) == ["data/a.csv", "deeper.py", "helper.py", "named_by_helper.txt"]


def test_nothing_outside_of_the_folder_comes_along(tmp_path):
    (tmp_path / "secret").write_text("")
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner/link").symlink_to(tmp_path / "secret")
    cells = [f"open('../secret'), open('link'), open({str(tmp_path / 'secret')!r})"]
    assert files_beside(tmp_path / "inner", cells) == {}
