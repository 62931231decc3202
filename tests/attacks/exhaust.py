"""Attempts to use up what others need: time, memory, disk, processes, descriptors, output."""

from tests.attacks.attack import Attack

TIME = "limit time"
REFUSED = (
    "MemoryError|EAGAIN|ENOMEM|raised RuntimeError|raised MemoryError|"
    "limit memory|limit processes|died -9|died -6|died -11"
)


def _same(what: str, source: str, ends: str, quick: bool = False, limited: str = "") -> Attack:
    return Attack(id=what, source=source, full=ends, limited=limited or ends, quick=quick)


ENDLESS = (
    _same("a loop", "while True: pass", TIME),
    _same(
        "a loop that hears no limit",
        "signal.signal(signal.SIGXCPU, signal.SIG_IGN)\nwhile True: pass",
        TIME + "|died -9",
    ),
    _same(
        "a loop that hears no signal",
        "for n in {*range(1, 64)} - {9, 19, 32, 33}:\n    signal.signal(n, signal.SIG_IGN)\nwhile True: pass",
        TIME + "|died -9",
    ),
    _same("a loop in a library", "np.linalg.eig(np.ones((4000, 4000)))", TIME + "|limit memory"),
    _same("a loop in a regular expression", "import re\nre.match('(a+)+$', 'a' * 40 + 'b')", TIME),
    _same("a loop in C that lets no other thread run", "ctypes.PyDLL(None).sleep(1000)", "limit time"),
    _same(
        "a number that is too large",
        "return str(len(str(7 ** (7 ** 12))))",
        TIME + "|limit memory|ValueError|MemoryError",
    ),
    _same("a sleep", "time.sleep(1000)", "limit time"),
    _same("a stop", "os.kill(os.getpid(), signal.SIGSTOP)", "limit time"),
    _same(
        "a child that computes",
        "if os.fork() == 0:\n    while True: pass\nos.wait()\nreturn 'done'",
        "limit time|done",
    ),
    _same(
        "four children that compute",
        "for _ in range(4):\n    if os.fork() == 0:\n        while True: pass\nos.wait()",
        TIME,
    ),
    _same(
        "a child a moment",
        "while True:\n    if os.fork() == 0:\n        os._exit(0)\n    os.wait()",
        "limit time|EAGAIN",
    ),
)
MEMORY = (
    _same("an array that is too large", "return np.ones(1 << 40)", "MemoryError", quick=True),
    _same(
        "arrays that are kept",
        "kept.extend(np.ones(1 << 26) for _ in range(100))",
        "MemoryError|limit memory|limit time",
    ),
    _same(  # where the system is slow to give pages, giving them takes the CPU time first
        "text that grows", "words = 'x'\nwhile True: words += words", "MemoryError|limit memory|limit time"
    ),
    _same("a stack without end", "def deeper(): return deeper()\nreturn deeper()", "raised RecursionError", quick=True),
    _same(
        "a stack without end in C",
        "sys.setrecursionlimit(10 ** 9)\nthing = []\nfor _ in range(10 ** 7): thing = [thing]\nreturn repr(thing)[:1]",
        "died -11|limit memory|raised RecursionError|MemoryError|limit time",
    ),
    _same(
        "children that each keep some",
        "for _ in range(8):\n    if os.fork() == 0:\n"
        "        kept.append(bytearray(400 << 20))\n        time.sleep(60)\ntime.sleep(60)",
        "limit memory|limit time",  # on a busy machine all their writing adds up first
        quick=True,
    ),
    _same(
        "memory of all by a name",
        "kept.append(os.posix_fallocate(os.open('/dev/shm/' + MARK, 66), 0, 4 << 30))",
        "ENOSPC|EFBIG",
        limited="EACCES",
    ),
    _same("memory with a number for a name", "call('memfd_create', text(b'x'), 0)\nreturn 'through'", "EPERM"),
    _same("memory that is locked", "return str(must(libc.mlockall(3)))", "EPERM|ENOMEM|0"),
    _same(
        "memory in pipes",
        "import fcntl\nwhile True:\n    kept.append(os.pipe())\n    fcntl.fcntl(kept[-1][1], 1031, 1 << 20)\n"
        "    os.set_blocking(kept[-1][1], False)\n    os.write(kept[-1][1], bytes(1 << 20))",
        "EMFILE|EPERM|ENFILE",
    ),
)
PROCESSES = (
    _same(
        "a fork bomb",
        "while True:\n    try:\n        os.fork()\n    except OSError:\n        time.sleep(0.01)",
        "limit time|limit processes|limit memory|died",
    ),
    _same(
        "many children",
        "for _ in range(2000):\n    if os.fork() == 0:\n        time.sleep(60)\ntime.sleep(60)",
        "EAGAIN|limit processes|limit memory|limit time",  # on a busy machine they are not many before the time is up
        quick=True,
    ),
    _same(
        "many threads",
        "for _ in range(5000):\n    threading.Thread(target=time.sleep, args=(9,), daemon=True).start()",
        REFUSED,
        quick=True,
    ),
    _same(
        "many programs",
        "kept.extend(subprocess.Popen(['sleep', '60']) for _ in range(2000))",
        "EAGAIN|EMFILE|limit processes|limit time",
    ),
)
DISK = (
    _same("a file without content", "open('big', 'wb').truncate(1 << 40)", "EFBIG", quick=True),
    _same(
        "a large file",
        "with open('big', 'wb') as file:\n    while True: file.write(bytes(1 << 20))",
        "EFBIG|ENOSPC",
        quick=True,
    ),
    _same(
        "many large files",
        "for n in range(60):\n    with open(str(n), 'wb') as file: file.write(bytes(15 << 20))\n"
        "time.sleep(3)\nreturn 'through'",
        "ENOSPC",
        limited="limit disk",
    ),
    _same(
        "many small files",
        "for n in range(30_000): open(str(n), 'w').close()\ntime.sleep(3)",
        "ENOSPC|limit time",
        limited="limit disk|limit time",
    ),
    _same(
        "a full home",
        "for n in range(30):\n    open(os.environ['HOME'] + f'/{n}', 'wb').write(bytes(15 << 20))\ntime.sleep(3)",
        "ENOSPC",
        limited="limit disk",
    ),
    _same("many open files", "while True: kept.append(open('m.py'))", "EMFILE", quick=True),
)
OUTPUT = (
    _same(
        "a flood of words",
        "print('x' * 10_000_000)\nos.write(1, b'y' * 1_000_000)\nos.write(2, b'z' * 1_000_000)\nreturn 'done'",
        "done",
        quick=True,
    ),
    _same("words without end", "while True: print('x' * 10_000)", TIME),
    _same("too many numbers", "return np.zeros(1 << 25)", "limit output", quick=True),
    _same("too much text", "return 'x' * (9 << 20)", "limit output"),
    _same("too many parts", "return [[]] * 200_000", "limit output"),
    _same("an end with a code", "os._exit(3)", "died 3", quick=True),
    _same("an end by a signal", "os.kill(os.getpid(), signal.SIGSEGV)", "died -11", quick=True),
    _same("an end by a fault", "ctypes.string_at(0)", "died -11"),
    _same("all files closed", "os.closerange(0, 256)\nreturn 'done'", "died 0|died 1|died|done"),
)
ATTACKS = ENDLESS + MEMORY + PROCESSES + DISK + OUTPUT
CELLS = (
    ("a loop that hears no interrupt", "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass"),
    ("an end of the process", "import os\nos._exit(0)"),
    ("a fault", "import ctypes\nctypes.string_at(0)"),
    ("a stop", "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)"),
    ("words without end", "while True: print('x' * 100_000)"),
    ("two hundred megabytes of words", "for _ in range(200): print('x' * 2**20)"),
    ("many pictures", "from IPython.display import display\nfor n in range(20_000): display(n)"),
    ("all files closed", "import os\nos.closerange(3, 256)"),
    ("a question", "input('name?')"),
    ("an end of Python", "raise SystemExit(0)"),
    ("quit", "quit()"),
    ("children that compute", "import os\nfor _ in range(3):\n    if os.fork() == 0:\n        while True: pass"),
)
