"""The server itself: in a process of its own, killed and begun again, beyond this machine, or refused."""

import contextlib
import re
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from threading import Timer

import httpx2
import pytest

from grader.cli.review import command
from grader.errors import CallerError
from grader.gradebook.decisions import read_decisions
from grader.gradebook.store import read_store
from grader.gradebook.unwritten import unwritten
from grader.grading.override import write_decisions
from grader.review.class_state import key_of
from grader.review.passwords import add_password
from grader.review.serve import Remote, listening, serve

from .conftest import Browser

SOLO = f"/hand-in/{key_of('solo')}"


@contextmanager
def _served(folder, *options):
    words = [sys.executable, "-P", "-m", "grader", "review", str(folder), *map(str, options)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


class _Real(Browser):
    """A browser on a real connection."""

    def __init__(self, address):
        self.origin = address.partition("/?")[0]
        self.client = httpx2.Client(base_url=self.origin, follow_redirects=True, trust_env=False, timeout=60)
        assert self.client.get(address).status_code == 200

    def decide(self, points, comment="Seen."):
        fields = {**self.form(SOLO, f"{SOLO}/decide"), "points": points, "comment": comment}
        return self.send(f"{SOLO}/decide", fields, origin=self.origin)


@pytest.mark.slow
def test_a_server_that_is_killed_has_lost_nothing_and_knows_its_markers_again(course):
    with _served(course.out, "--marker", "ada", "--port", "0") as (process, line):
        browser = _Real(line.partition(": ")[2])
        port = re.search(r":(\d+)$", browser.origin)[1]
        assert "on the disk" in browser.decide("1")
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert [one.points for one in read_decisions(course.out)] == [1.0]
    with _served(course.out, "--marker", "ada", "--port", port) as (process, _):
        assert "on the disk" in browser.decide("0.5")
        process.send_signal(signal.SIGINT)
        process.wait()
    browser.client.close()
    assert process.returncode == 0
    stored = read_store(course.out).decisions
    assert unwritten(stored, read_decisions(course.out)) == ()
    assert [one.points for one in stored] == [1.0, 0.5]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("openssl") is None, reason="nothing here makes certificates")
def test_beyond_this_machine_pages_are_encrypted(course, tmp_path):
    files = tmp_path / "cert.pem", tmp_path / "key.pem"
    asked = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run([*asked, "-out", files[0], "-keyout", files[1]], check=True, capture_output=True)
    add_password(tmp_path / "markers.txt", "ada", "long enough")
    options = ["--host", "localhost", "--tls-cert", files[0], "--tls-key", files[1], "--port", "0"]
    with _served(course.out, *options, "--passwords", tmp_path / "markers.txt") as (_, line):
        address = line.removeprefix("Open ")
        assert address.startswith("https://localhost:")
        with httpx2.Client(verify=False, follow_redirects=True, trust_env=False) as client:
            fields = {"name": "ada", "password": "long enough", "back": "/"}
            found = client.post(f"{address}sign-in", data=fields, headers={"Origin": address.rstrip("/")})
            assert "You are ada." in found.text


def test_without_tls_and_passwords_nothing_is_served_beyond_this_machine(course):
    with pytest.raises(CallerError, match="without TLS or passwords"):
        command.main([str(course.out), "--host", "0.0.0.0"], standalone_mode=False, obj={})  # noqa: S104


def test_a_certificate_that_is_none_is_refused(course, tmp_path):
    add_password(tmp_path / "markers.txt", "ada", "long enough")
    remote = Remote(host="localhost", certificate=course.rubric, key=course.rubric, passwords=tmp_path / "markers.txt")
    with pytest.raises(CallerError, match="TLS certificate or its key cannot be used"):
        serve(course.out, (), 0, "en", print, remote)


def test_a_file_without_markers_is_refused(course, tmp_path):
    (tmp_path / "markers.txt").write_text("# nobody\n")
    remote = Remote(host="localhost", certificate=course.rubric, key=course.rubric, passwords=tmp_path / "markers.txt")
    with pytest.raises(CallerError, match="no marker stands in the file"):
        serve(course.out, (), 0, "en", print, remote)


def test_a_port_that_is_taken_is_told(course):
    with listening("127.0.0.1", 0) as at, pytest.raises(CallerError, match="cannot be used"):
        serve(course.out, (), at.getsockname()[1], "en", print)


def test_a_folder_without_a_class_is_told(tmp_path):
    with pytest.raises(CallerError, match="no class was graded there"):
        command.main([str(tmp_path)], standalone_mode=False, obj={})


def test_results_of_another_version_are_told(course):
    about = course.out / "class.json"
    about.write_text(about.read_text().replace("grader/class/v1", "grader/class/v9"))
    (course.out / "gradebook.sqlite").unlink(missing_ok=True)
    with pytest.raises(CallerError, match="the results have the form grader/class/v9"):
        serve(course.out, (), 0, "en", print)


def test_without_the_extra_it_is_said_what_to_install(course, monkeypatch):
    monkeypatch.setitem(sys.modules, "grader.review.serve", None)
    for name in [name for name in sys.modules if name.startswith(("grader.review", "starlette"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "starlette", None)
    monkeypatch.setitem(sys.modules, "argon2", None)
    with pytest.raises(CallerError, match="is not installed here") as caught:
        command.main([str(course.out)], standalone_mode=False, obj={})
    assert "notebook-grader[review]" in caught.value.mend


def test_nothing_of_it_is_imported_by_other_commands():
    told = "import sys, grader.cli, grader.grading.batch, grader.grading.override; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", told], check=True, capture_output=True, text=True).stdout.split()
    assert not [name for name in loaded if name.startswith(("starlette", "uvicorn", "argon2", "grader.review"))]


def test_a_marker_is_added_from_the_command_line(course, tmp_path, monkeypatch):
    monkeypatch.setattr("click.prompt", lambda *_, **__: "long enough")
    path = tmp_path / "markers.txt"
    command.main([str(course.out), "--add-marker", "ada", "--passwords", str(path)], standalone_mode=False, obj={})
    assert path.read_text().startswith("ada:$argon2")


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_to_kills_and_batches(course):
    """Marks are sent while a batch runs all again, and the server is killed in their midst, again and again."""
    acknowledged, port = [], "0"
    batch = [sys.executable, "-P", "-m", "grader", "batch", course.hand_ins, "--rubric", course.rubric]
    for turn in range(4):
        words = [*map(str, batch), "--out", str(course.out), "--force", "--isolation", "limited", "--jobs", "1"]
        with _served(course.out, "--marker", "ada", "--port", port) as (process, line):
            browser = _Real(line.partition(": ")[2])
            port = re.search(r":(\d+)$", browser.origin)[1]
            with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
                killer = Timer(0.3 + turn / 7, process.kill)
                with contextlib.suppress(httpx2.HTTPError):
                    while True:
                        number = len(acknowledged) % 30 / 10
                        browser.decide(f"{number:g}", f"Turn {turn}, mark {len(acknowledged)}.")
                        acknowledged.append(f"Turn {turn}, mark {len(acknowledged)}.")
                        if not killer.ident:
                            killer.start()
                killer.join()
                assert running.wait() == 0
            browser.client.close()
    kept = [one.comment for one in read_decisions(course.out)]
    assert len(acknowledged) >= 4
    assert [comment for comment in acknowledged if comment not in kept] == []
    write_decisions(course.out)
    last = read_decisions(course.out)[-1]
    assert last.comment in (course.out / "reports/solo/report.html").read_text()
    assert unwritten(read_store(course.out).decisions, read_decisions(course.out)) == ()
