"""Attempts to hand something on: to the next submission in the same slot, or to the machine."""

from dataclasses import dataclass

from tests.attacks.attack import Attack


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """What one submission leaves, and how the next looks for it."""

    id: str
    """Where it is left."""
    leave: str
    """The lines of the first submission."""
    find: str
    """The lines of the second; `through` when it finds what the first left."""
    control: bool = False
    """Whether the second must find it where there are no walls; what empties a slot's own folders is no wall."""
    quick: bool = False
    """Whether it is tried each time."""

    def pair(self) -> tuple[Attack, Attack]:
        """The two submissions."""
        return tuple(Attack(id=self.id, source=lines, full="", limited="") for lines in (self.leave, self.find))


def _file(where: str, path: str, control: bool = False, quick: bool = False) -> HandOver:
    leave = f"path = {path}\nopen(path, 'w').write('through')\nreturn 'left'"
    find = f"path = {path}\nreturn open(path).read() if os.path.exists(path) else 'nothing'"
    return HandOver(id=where, leave=leave, find=find, control=control, quick=quick)


FILES = (
    _file("the working folder", "MARK", quick=True),
    _file("a module of the working folder", "'m_' + MARK + '.py'"),
    _file("a hidden file", "'.' + MARK"),
    _file("the home", "os.path.expanduser('~/') + MARK", quick=True),
    _file("the folder for temporary files", "os.path.join(tempfile.gettempdir(), MARK)"),
    _file("a folder open to all", "SCRATCH + '/' + MARK", control=True, quick=True),
    _file("/tmp", "'/tmp/' + MARK"),  # noqa: S108 - what is tried
    _file("/var/tmp", "'/var/tmp/' + MARK"),  # noqa: S108 - what is tried
    _file("/run", "'/run/lock/' + MARK"),
    _file("shared memory", "'/dev/shm/' + MARK", control=True, quick=True),
    _file("the message queues' folder", "'/dev/mqueue/' + MARK"),
    _file(
        "the warm process's home", "('/slot/own/' if os.path.isdir('/slot') else SLOT + '/own/') + MARK", control=True
    ),
    _file("what was handed in", "('/slot/given/' if os.path.isdir('/slot') else SLOT + '/') + MARK", control=True),
    _file(
        "the sandbox's own code",
        "os.path.dirname(sys.modules['sandbox_child.submission_process'].__file__) + '/' + MARK",
        control=True,
    ),
)
SHARED = "libc.shmat.restype = ctypes.c_void_p\nplace = libc.shmat(number, None, 0)\n"
OTHER = (
    HandOver(
        id="shared memory of System V",
        leave="number = call('shmget', 0x5eed, 4096, 0o1666)\n"
        + SHARED
        + "ctypes.memmove(place, b'through', 7)\nreturn 'left'",
        find="number = call('shmget', 0x5eed, 4096, 0o666)\n"
        + SHARED
        + "found = ctypes.string_at(place, 7).decode()\ncall('shmctl', number, 0, 0)\nreturn found",
        control=True,
        quick=True,
    ),
    HandOver(
        id="a semaphore of System V",
        leave="call('semget', 0x5eed, 1, 0o1666)\nreturn 'left'",
        find="call('semctl', call('semget', 0x5eed, 1, 0o666), 0, 0)\nreturn 'through'",
        control=True,
    ),
    HandOver(
        id="a message queue of System V",
        leave="call('msgget', 0x5eed, 0o1666)\nreturn 'left'",
        find="call('msgctl', call('msgget', 0x5eed, 0o666), 0, 0)\nreturn 'through'",
        control=True,
    ),
    HandOver(
        id="a message queue of POSIX",
        leave="call('mq_open', text(MARK.encode()), 0o102, 0o600, 0)\nreturn 'left'",
        find="call('mq_open', text(MARK.encode()), 0o2)\ncall('mq_unlink', text(MARK.encode()))\nreturn 'through'",
        control=True,
    ),
    HandOver(
        id="a semaphore with a name",
        leave=(
            "import multiprocessing.shared_memory as m\n"
            "m.SharedMemory(MARK, True, 64).buf[:7] = b'through'\nreturn 'left'"
        ),
        find="import multiprocessing.shared_memory as m\nreturn bytes(m.SharedMemory(MARK).buf[:7]).decode()",
    ),
    HandOver(
        id="the time of a file",
        leave="os.utime(THEIRS, (77, 77))\nreturn 'left'",
        find="return 'through' if os.stat(THEIRS).st_mtime == 77 else 'nothing'",
        control=True,
        quick=True,
    ),
    HandOver(
        id="a key",
        leave="call('add_key', text(b'user'), text(MARK.encode()), text(b'through'), 7, -4)\nreturn 'left'",
        find="call('keyctl', 10, -4, text(b'user'), text(MARK.encode()), 0)\nreturn 'through'",
    ),
    HandOver(
        id="what is loaded",
        leave=(
            "import json\nnp.max = json.loads = sys.exit\nsys.modules['left'] = sys\n"
            "os.environ['LEFT'] = 'x'\nreturn 'left'"
        ),
        find="import json\nleft = 'left' in sys.modules or 'LEFT' in os.environ\n"
        "return 'through' if left or np.max is sys.exit or json.loads is sys.exit else 'nothing'",
        quick=True,
    ),
    HandOver(
        id="the state of a generator",
        leave="np.random.seed(99)\nreturn 'left'",
        find="again = np.random.RandomState(99).rand()\nreturn 'through' if np.random.rand() == again else 'nothing'",
    ),
    HandOver(
        id="its own files, changed",
        leave="open('m.py', 'a').write('\\nf = lambda x: \"through\"')\nopen('m.pyc', 'w')\nreturn 'left'",
        find="return 'through' if 'f = lam' + 'bda' in open('m.py').read() or os.path.exists('m.pyc') else 'nothing'",
    ),
    HandOver(
        id="its own files, removed",
        leave="os.unlink('m.py')\nos.mkdir('m.py')\nreturn 'left'",
        find="return 'nothing' if os.path.isfile('m.py') else 'through'",
    ),
)
HAND_OVERS = FILES + OTHER
DAEMONS = tuple(
    (
        name,
        "import os, signal, sys, time\nif os.fork() == 0:\n    " + how + "\n    if os.fork() == 0:\n"
        "        os.execvp('sleep', ['sleep', sys.argv[1]])\n    os._exit(0)\nos.wait()\n",
    )
    for name, how in (
        ("a session of its own", "os.setsid()"),
        ("a group of its own", "os.setpgid(0, 0)"),
        ("no signal when others go", "signal.signal(signal.SIGHUP, signal.SIG_IGN)"),
        ("no death with its parent", "__import__('ctypes').CDLL(None).prctl(1, 0, 0, 0, 0)"),
    )
)
HARD_TO_REMOVE = (
    ("a folder that is closed", "os.makedirs('a/b')\nos.chmod('a', 0)"),
    ("folders in folders", "for n in range(1500):\n    os.mkdir('d')\n    os.chdir('d')"),
    ("links that go upwards", "os.symlink('..', 'up')\nos.symlink('/', 'root')"),
    ("names that are no text", "open(b'\\xff\\xfe', 'w')\nopen('a\\nb', 'w')\nopen('-rf', 'w')"),
    ("a pipe", "os.mkfifo('pipe')"),
    ("a folder in place of a file", "os.unlink('m.py')\nos.mkdir('m.py')"),
    ("a home that is gone", "shutil.rmtree(os.environ['HOME'], True)"),
    ("thousands of files", "for n in range(1500):\n    open(str(n), 'w').close()"),
)
