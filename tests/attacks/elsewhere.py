"""What it takes to run tests as somebody else: a copy of the clone and an interpreter that everybody may read."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOBODY = 65534
PARTS = ("grader", "reference", "rubrics", "student_template", "tests", "examples/class", "pyproject.toml")
_HEAVY = shutil.ignore_patterns(
    "playwright*", "mypy*", "*mypyc*", "ruff*", "pip", "_editable_impl_grader*", "__pycache__"
)
_CHECK = "import IPython, nbclient, numpy, pyseccomp, pytest"


class Elsewhere:
    """A folder of its own that everybody may read, removed at the end."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="elsewhere-")).resolve()
        self.folder.chmod(0o755)
        self.clone, self.home = self.folder / "clone", self.folder / "home"
        for part in PARTS:
            source, target = ROOT / part, self.clone / part
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
        self.home.mkdir()
        os.chown(self.home, NOBODY, NOBODY)
        self.python = next(filter(self._serves, self._interpreters()), None)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder)

    def run(self, words, user):
        """What became of Python with these words, run in the copy by a user who has a home and nothing else."""
        told = {"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8", "PYTHONPATH": str(self.clone)}
        home = {"HOME": str(self.home), "TMPDIR": str(self.home), "PYTHONDONTWRITEBYTECODE": "1"}
        who = {"user": user, "group": user, "extra_groups": []}
        run = {"cwd": self.clone, "env": {**told, **home}, "capture_output": True, "text": True, "check": False}
        return subprocess.run([self.python, *words], **run, **who)

    def _interpreters(self):
        yield Path(sys.executable)
        name = f"python{sys.version_info.major}.{sys.version_info.minor}"
        base = shutil.which(name, path="/usr/local/bin:/usr/bin")
        if base is not None:  # of the same version, so that compiled packages serve it too
            yield self._environment(Path(base))

    def _environment(self, base):
        """An environment of another interpreter, with this one's packages."""
        made = self.folder / "environment"
        (made / "bin").mkdir(parents=True)
        (made / "bin/python").symlink_to(base)
        (made / "pyvenv.cfg").write_text(f"home = {base.parent}\ninclude-system-site-packages = false\n")
        packages = made / "lib" / base.name / "site-packages"
        shutil.copytree(sysconfig.get_path("purelib"), packages, ignore=_HEAVY, copy_function=_linked)
        (packages / "clone.pth").write_text(f"{self.clone}\n")  # as an editable installation has it
        return made / "bin/python"

    def _serves(self, python):
        """Whether somebody without any rights can run it with all that it needs."""
        try:
            done = subprocess.run(
                [python, "-c", _CHECK], cwd="/", env={}, user=NOBODY, group=NOBODY, extra_groups=[], capture_output=True
            )
        except OSError:
            return False
        return done.returncode == 0


def _linked(source, target):
    """A file by another name, or a copy where that cannot be had."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
