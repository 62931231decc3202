"""The file of hashed passwords: who stands in it, and what is refused."""

import pytest

from grader.errors import CallerError
from grader.review.passwords import add_password, is_password, read_passwords


def test_a_password_is_kept_as_its_hash_for_the_owner_alone(tmp_path):
    path = tmp_path / "markers.txt"
    add_password(path, "Ada L.", "long enough")
    add_password(path, "bo", "another one")
    assert "long enough" not in path.read_text()
    assert path.stat().st_mode & 0o777 == 0o600
    known = read_passwords(path)
    assert list(known) == ["Ada L.", "bo"]
    assert is_password(known, "Ada L.", "long enough")
    assert not is_password(known, "Ada L.", "another one")
    assert not is_password(known, "nobody", "long enough")


def test_a_marker_gets_another_password(tmp_path):
    path = tmp_path / "markers.txt"
    add_password(path, "ada", "long enough")
    add_password(path, "ada", "even longer than that")
    assert not is_password(read_passwords(path), "ada", "long enough")


@pytest.mark.parametrize(
    ("name", "password", "told"),
    [
        ("a:b", "long enough", "cannot be a marker's name"),
        ("", "long enough", "cannot"),
        ("ada", "short", "fewer than"),
    ],
)
def test_what_cannot_be_used_is_refused(tmp_path, name, password, told):
    with pytest.raises(CallerError, match=told):
        add_password(tmp_path / "markers.txt", name, password)


def test_a_line_that_holds_a_password_itself_is_refused(tmp_path):
    path = tmp_path / "markers.txt"
    path.write_text("# markers\n\nada:secret\n")
    with pytest.raises(CallerError, match="line 3 is no name with a hashed password"):
        read_passwords(path)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CallerError, match="file of passwords cannot be read"):
        read_passwords(tmp_path / "markers.txt")
