"""`grader review` in a process of its own, which is killed and started again."""

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]


class ReviewServer:
    """Serves a class at one address, however often it is killed."""

    def __init__(self, folder, markers):
        self.folder, self.markers, self.kills = folder, markers, 0
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.origin = f"http://127.0.0.1:{free.getsockname()[1]}"
        self._process = None
        self.addresses = {}

    def start(self):
        names = [word for name in self.markers for word in ("--marker", name)]
        command = [sys.executable, "-m", "grader", "review", str(self.folder), "--port", self.origin.rpartition(":")[2]]
        self._process = subprocess.Popen([*command, *names], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        lines = [self._process.stdout.readline() for _ in self.markers]
        self.addresses = dict(re.match(r"(\w+): (\S+)", line).groups() for line in lines)
        self._answers()

    def _answers(self):
        for _ in range(600):
            try:
                with urllib.request.urlopen(f"{self.origin}/static/review.css", timeout=5):  # noqa: S310 - our own
                    return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the server does not answer")

    def kill(self):
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        self._process.stdout.close()
        self.kills += 1

    def kill_and_start(self):
        self.kill()
        self.start()

    def stop(self):
        if self._process.poll() is None:
            self._process.terminate()
            self._process.wait(timeout=60)
            self._process.stdout.close()
