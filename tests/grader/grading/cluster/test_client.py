"""A class on a cluster comes to what it comes to on one machine, whoever is killed meanwhile."""

import csv
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from grader.errors import CallerError, IsolationError
from grader.grading.batch import grade_class
from grader.grading.cluster.client import _Dispatch, address_of, run_jobs_on_cluster
from grader.grading.pool import GradingSettings
from grader.sandbox.selftest import chosen

ROOT = Path(__file__).parents[4]
TASK = ROOT / "examples/tasks/linear_solver"
RUBRIC = TASK / "rubric.toml"
COUNT = 40
SCHEDULER = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--no-dashboard"]
WORKER = [sys.executable, "-m", "distributed.cli.dask_worker", "--nthreads", "1", "--no-dashboard"]


class Cluster:
    """A scheduler and its workers, each a process of its own."""

    def __init__(self, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._folder, self._workers = folder, []
        self.scheduler = self._started([*SCHEDULER, "--port", str(self.port)])
        self.engine = f"dask://127.0.0.1:{self.port}"

    def _started(self, command):
        environment = os.environ | {"DASK_DISTRIBUTED__WORKER__DEATH_TIMEOUT": "20"}
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=-3, stderr=-3)

    def join(self, *options):
        """One more worker."""
        folder = self._folder / f"worker{len(self._workers)}"
        command = [*WORKER, f"tcp://127.0.0.1:{self.port}", "--local-directory", str(folder), *options]
        self._workers.append(self._started(command))

    def kill_a_worker(self):
        """SIGKILL to the process that works; its nanny starts another."""
        (child,) = [
            one for one in psutil.Process(self._workers[0].pid).children() if "spawn_main" in str(one.cmdline())
        ]
        child.send_signal(signal.SIGKILL)

    def close(self):
        for process in (*self._workers, self.scheduler):
            process.terminate()
        for process in (*self._workers, self.scheduler):
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.fixture
def cluster(tmp_path):
    cluster = Cluster(tmp_path)
    yield cluster
    cluster.close()


@pytest.fixture(scope="module")
def hand_ins(tmp_path_factory):
    folder = tmp_path_factory.mktemp("class")
    kinds = sorted((TASK / "hand_ins").iterdir())
    for number in range(COUNT):
        shutil.copytree(kinds[number % len(kinds)], folder / f"{number:02}")
    (folder / "broken.zip").write_bytes(b"no zip")
    return folder


@pytest.fixture(scope="module")
def local(hand_ins, tmp_path_factory):
    """What one machine comes to."""
    out = tmp_path_factory.mktemp("local")
    grade_class(hand_ins, out, _settings())
    return out


def _settings():
    return GradingSettings(rubric=RUBRIC, audience="student", language="en", isolation=chosen("auto"))


def _batch(hand_ins, out, engine):
    words = ["batch", str(hand_ins), "--rubric", str(RUBRIC), "--out", str(out), "--engine", engine]
    return subprocess.Popen(
        [sys.executable, "-m", "grader", *words], cwd=ROOT, stdout=-3, stderr=subprocess.PIPE, text=True
    )


def _ended(process):
    told = process.communicate(timeout=120)[1]
    return process.returncode, told


def _await(out, count):
    """Until so many reports are there."""
    deadline = time.monotonic() + 60
    while len(list(out.glob("reports/*/report.json"))) < count:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _reports(out):
    found = {path.parent.name: json.loads(path.read_text()) for path in out.glob("reports/*/report.json")}
    for report in found.values():
        report.pop("timing")
    return found


def _same(out, local):
    assert (out / "results.csv").read_bytes() == (local / "results.csv").read_bytes()
    assert _reports(out) == _reports(local)
    assert not list(out.rglob("*.part"))


@pytest.mark.slow
def test_two_workers_come_to_what_one_machine_does(cluster, hand_ins, local, tmp_path):
    cluster.join()
    cluster.join("--nthreads", "3")
    code, told = _ended(_batch(hand_ins, tmp_path / "out", cluster.engine))
    assert code == 0, told
    _same(tmp_path / "out", local)


@pytest.mark.slow
def test_what_has_not_changed_is_not_sent(cluster, hand_ins, local, tmp_path):
    shutil.copytree(local, tmp_path / "out")  # and no worker ever joins
    code, told = _ended(_batch(hand_ins, tmp_path / "out", cluster.engine))
    assert code == 0, told
    _same(tmp_path / "out", local)


@pytest.mark.slow
def test_a_worker_that_is_killed_costs_nothing_and_one_may_join_late(cluster, hand_ins, local, tmp_path):
    cluster.join()
    process = _batch(hand_ins, tmp_path / "out", cluster.engine)
    _await(tmp_path / "out", 8)
    cluster.kill_a_worker()
    cluster.join()
    code, told = _ended(process)
    assert code == 0, told
    _same(tmp_path / "out", local)


@pytest.mark.slow
def test_a_client_that_is_killed_goes_on_where_it_stopped(cluster, hand_ins, local, tmp_path):
    cluster.join()
    process = _batch(hand_ins, tmp_path / "out", cluster.engine)
    _await(tmp_path / "out", 8)
    process.kill()
    process.communicate()
    code, told = _ended(_batch(hand_ins, tmp_path / "out", cluster.engine))
    assert code == 0, told
    _same(tmp_path / "out", local)


@pytest.mark.slow
@pytest.mark.parametrize(("number", "exit_code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_batch_stops_within_ten_seconds(cluster, hand_ins, tmp_path, number, exit_code):
    cluster.join()
    process = _batch(hand_ins, tmp_path / "out", cluster.engine)
    _await(tmp_path / "out", 4)
    process.send_signal(number)
    started = time.monotonic()
    code, told = _ended(process)
    assert code == exit_code, told
    assert time.monotonic() - started < 10


@pytest.mark.slow
def test_a_scheduler_that_goes_away_is_told_and_nothing_is_lost(cluster, hand_ins, local, tmp_path):
    cluster.join()
    process = _batch(hand_ins, tmp_path / "out", cluster.engine)
    _await(tmp_path / "out", 4)
    cluster.scheduler.kill()
    code, told = _ended(process)
    assert (code, "scheduler has gone" in told) == (3, True), told
    grade_class(hand_ins, tmp_path / "out", _settings())
    _same(tmp_path / "out", local)


@pytest.mark.slow
def test_a_scheduler_that_does_not_answer_is_the_callers_mistake(hand_ins, tmp_path):
    started = time.monotonic()
    code, told = _ended(_batch(hand_ins, tmp_path / "out", "dask://127.0.0.1:1"))
    assert (code, "no scheduler answers" in told) == (2, True), told
    assert time.monotonic() - started < 20


@pytest.mark.parametrize("engine", ["dask://", "dask://host", "tcp://host:1", "dask://host:port", "spark", ""])
def test_another_engine_is_refused(engine):
    with pytest.raises(CallerError, match="dask://HOST:PORT"):
        address_of(engine)


def test_an_address_may_be_a_name_or_a_number():
    assert address_of("dask://head.uni.edu:8786") == "head.uni.edu:8786"
    assert address_of("dask://[::1]:8786") == "[::1]:8786"


def test_without_dask_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(CallerError, match=r"grader\[cluster\]"):
        next(run_jobs_on_cluster("dask://host:1", None, None, {}))


@pytest.mark.slow
def test_grading_here_does_not_import_dask(tmp_path):
    program = f"""
import sys
from click.testing import CliRunner
from grader.cli import cli
words = ["batch", {str(TASK / "hand_ins")!r}, "--rubric", {str(RUBRIC)!r}, "--out", {str(tmp_path)!r}, "--jobs", "1"]
assert CliRunner().invoke(cli, words).exit_code == 0
assert CliRunner().invoke(cli, ["--help"]).exit_code == 0
assert not {{"distributed", "dask"}} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)
    assert list(csv.DictReader((tmp_path / "results.csv").read_text().splitlines()))


class FakeClient:
    """A cluster of two workers, of which each refuses what it is sent."""

    status = "running"

    def __init__(self):
        self.sent = []

    def scheduler_info(self, n_workers):
        return {"workers": {"a": {"nthreads": 1}, "b": {"nthreads": 1}}}

    def submit(self, work, name, task, *, key, pure, workers):
        self.sent.append(workers)
        return object()


def test_a_worker_that_cannot_grade_leaves_the_task_to_others_and_without_any_the_batch_stops(tmp_path):
    with _settings().grader() as grader:
        client = FakeClient()
        dispatch = _Dispatch(client, _settings(), grader, {}, 1)
        dispatch._send("task")
        dispatch._unfit["a"] = "it runs another Python"
        dispatch._send("task")
        assert client.sent == [None, ["b"]]
        dispatch._unfit["b"] = "no walls"
        with pytest.raises(IsolationError, match="a: it runs another Python; b: no walls"):
            dispatch._send("task")
