"""A class killed with SIGKILL again and again, and started again, comes to what it comes to undisturbed.

python -m benchmarks.killed
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .cells import ROOT
from .ours import RUBRIC, unit

HOSTILE = (
    "import os\nos._exit(3)\n",
    "import os\nos.kill(os.getpid(), 9)\n",
    "import os\nfor number in range(3, 64):\n    os.set_blocking(number, False)\n    os.write(number, b'x' * 4096)\n",
    "import os\nos.fork()\n",
    "import os, shutil\nshutil.rmtree(os.path.expanduser('~'), ignore_errors=True)\nraise SystemExit\n",
)
"""What every twentieth hand-in has in its modules."""


def main() -> None:
    """Run, print what came of it as JSON, and exit with 1 where the results differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=10)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = _compared(Path(folder), asked.submissions, asked.kills)
    print(json.dumps(found, indent=1))
    sys.exit(0 if found["same"] else 1)


def _compared(work: Path, submissions: int, kills: int) -> dict[str, object]:
    unit(work / "class", submissions)
    for place, hand_in in enumerate(sorted((work / "class").iterdir())[::20]):
        for path in hand_in.rglob("*.py"):
            path.write_text(HOSTILE[place % len(HOSTILE)] + path.read_text())
    started = time.monotonic()
    _batch(work, "calm").wait()
    calm = time.monotonic() - started
    dice, torn = random.Random(2026), 0  # noqa: S311 - moments, no secrets
    for _ in range(kills):
        process = _batch(work, "stormy")
        time.sleep(dice.uniform(1.0, 1.3 * calm / kills))
        process.kill()
        process.wait()
        torn += sum(not _whole(path) for path in (work / "stormy").glob("reports/*/report.json"))
    code = _batch(work, "stormy").wait()
    results = [(work / name / "results.csv").read_bytes() for name in ("calm", "stormy")]
    return {
        "submissions": submissions,
        "hostile": len(range(0, submissions, 20)),
        "kills": kills,
        "undisturbed_seconds": round(calm, 1),
        "half_written_reports": torn,
        "exit_code": code,
        "same": results[0] == results[1],
    }


def _batch(work: Path, out: str) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "grader", "batch", str(work / "class"), "--rubric", str(RUBRIC)]
    words += ["--out", str(work / out), "--jobs", "2"]
    return subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603


def _whole(path: Path) -> bool:
    try:
        return "schema" in json.loads(path.read_text())
    except ValueError:
        return False


if __name__ == "__main__":
    main()
