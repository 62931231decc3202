"""A download is a zip or its folder; links and paths that lead out are left out and told."""

import stat
import zipfile

import pytest

from grader.errors import CallerError
from grader.platforms.download import opened


def test_a_zip_and_its_folder_are_the_same(zipped, tmp_path):
    path = zipped({"a/hw.ipynb": b"1", "b.py": b"2", "__MACOSX/._b.py": b"", "a/.DS_Store": b""})
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "folder")
    with opened(path) as one, opened(tmp_path / "folder") as other:
        read = [{name: item.read(9) for name, item in download.items.items()} for download in (one, other)]
    assert read == [{"a/hw.ipynb": b"1", "b.py": b"2"}] * 2


def test_links_and_paths_that_lead_out_are_told(tmp_path):
    link = zipfile.ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
        for name in ("../out.py", "/etc/x.py", "C:\\x.py", "good.py"):
            archive.writestr(name, "")
    with opened(tmp_path / "a.zip") as download:
        assert list(download.items) == ["good.py"]
        assert sorted(one.why for one in download.left_out) == ["link", "outside", "outside", "outside"]


def test_a_name_in_utf8_that_does_not_say_so_is_read_as_utf8(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("M_ller.py", "")
    content = (tmp_path / "a.zip").read_bytes().replace(b"M_ller.py", "Müler.py".encode())
    (tmp_path / "a.zip").write_bytes(content)
    with opened(tmp_path / "a.zip") as download:
        assert list(download.items) == ["Müler.py"]


def test_names_are_composed_however_they_were_written(zipped):
    with opened(zipped(["Mu\u0308ller.py"])) as download:
        assert list(download.items) == ["M\u00fcller.py"]


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"no zip", "it is no zip"), (None, "no such file"), ("empty", "nothing in it"), ("cut", "it is no zip")],
)
def test_what_cannot_be_opened_is_refused(zipped, tmp_path, content, told):
    path = tmp_path / "download.zip"
    if content in ("empty", "cut"):
        zipped([] if content == "empty" else ["a.py"])
    elif content is not None:
        path.write_bytes(content)
    if content == "cut":
        path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(CallerError, match=told), opened(path):
        pass


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(CallerError, match="nothing in it"), opened(tmp_path):
        pass
