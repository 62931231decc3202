"""Attempts on other processes: to see, stop, slow, trace or change them; the victim is the tests' own."""

from tests.attacks.attack import Attack

SIGNALS = (
    Attack(
        id="kill a process",
        source="os.kill(VICTIM, signal.SIGKILL)\nreturn 'through'",
        full="ESRCH",
        limited="EPERM",
        control=True,
        quick=True,
    ),
    Attack(
        id="ask whether the grader lives",
        source="os.kill(GRADER, 0)\nreturn 'through'",
        full="ESRCH",
        limited="EPERM",
        control=True,
        quick=True,
    ),
    Attack(
        id="ask whether the warm process lives",
        source="os.kill(WARM, 0)\nreturn 'through'",
        full="ESRCH",
        limited="EPERM",
        control=True,
    ),
    Attack(
        id="kill its group",
        source="os.killpg(os.getpgid(VICTIM), 0)\nreturn 'through'",
        full="ESRCH",
        limited="EPERM",
        control=True,
    ),
    Attack(
        id="kill it by a handle",
        source="signal.pidfd_send_signal(os.pidfd_open(VICTIM), signal.SIGKILL)\nreturn 'through'",
        full="ESRCH|EINVAL",
        limited="EPERM",
        control=True,
    ),
    Attack(
        id="kill it by a queued signal",
        source=(
            "info = struct.pack('iii', signal.SIGKILL, 0, -1) + bytes(116)\n"
            "call('rt_sigqueueinfo', VICTIM, signal.SIGKILL, text(info))\nreturn 'through'"
        ),
        full="ESRCH",
        limited="EPERM",
        control=True,
    ),
    Attack(
        id="kill it by a program",
        source=("return last_word('sh', '-c', f'kill -9 {VICTIM}')"),
        full="No such process",
        limited="Operation not permitted",
        control=True,
    ),
    Attack(
        id="kill it by a pipe that has news",
        source=(
            "import fcntl\nours, theirs = os.pipe()\nfcntl.fcntl(ours, fcntl.F_SETOWN, VICTIM)\n"
            "fcntl.fcntl(ours, 10, signal.SIGKILL)\nfcntl.fcntl(ours, fcntl.F_SETFL, os.O_ASYNC)\n"
            "os.write(theirs, b'x')\ntime.sleep(0.05)\nreturn 'sent'"
        ),
        full="ESRCH",
        limited="sent|EPERM",
        control=True,
    ),
    Attack(
        id="kill every process",
        source="os.kill(-1, signal.SIGKILL)\nreturn 'through'",
        full="died|through",
        limited="died|through",
        quick=True,
    ),
    Attack(
        id="kill its parent",
        source="os.kill(os.getppid(), signal.SIGKILL)\ntime.sleep(1)\nreturn 'through'",
        full="died",
        limited="died",
    ),
    Attack(
        id="stop its parent",
        source="os.kill(os.getppid(), signal.SIGSTOP)\nreturn 'sent'",
        full="limit time",
        limited="limit time",
    ),
)
SEEN = (
    Attack(
        id="read its environment",
        source=(
            "variables = open(f'/proc/{VICTIM}/environ').read().split('\\0')\n"
            "return dict(v.split('=', 1) for v in variables if v)['CANARY']"
        ),
        full="ENOENT",
        limited="EACCES",
        control=True,
        quick=True,
    ),
    Attack(
        id="read its command",
        source="return 'through' if MARK in open(f'/proc/{VICTIM}/cmdline').read() else 'nothing'",
        full="ENOENT",
        limited="EACCES",
        control=True,
    ),
    Attack(
        id="read its memory",
        source=(
            "maps = open(f'/proc/{VICTIM}/maps').readline()\nmemory = open(f'/proc/{VICTIM}/mem', 'rb')\n"
            "memory.seek(int(maps.split('-')[0], 16))\nreturn memory.read(1) and 'through'"
        ),
        full="ENOENT",
        limited="EACCES",
        control=True,
    ),
    Attack(
        id="read where it works",
        source="return os.readlink(f'/proc/{VICTIM}/cwd') and 'through'",
        full="ENOENT",
        limited="EACCES",
        control=True,
    ),
    Attack(
        id="list its files",
        source="return 'through' if os.listdir(f'/proc/{VICTIM}/fd') else 'nothing'",
        full="ENOENT",
        limited="EACCES",
        control=True,
    ),
    Attack(
        id="look at its file system",
        source="return open(f'/proc/{VICTIM}/root{SECRET}').read()",
        full="ENOENT",
        limited="EACCES",
        control=True,
    ),
    Attack(
        id="list processes",
        source="return 'through' if str(VICTIM) in os.listdir('/proc') else 'nothing'",
        full="nothing",
        limited="EACCES",
        control=True,
        quick=True,
    ),
    Attack(
        id="list processes by a program",
        source=("done = run('ps', '-e', '-o', 'args')\nreturn 'through' if MARK in done.stdout else 'nothing'"),
        full="nothing|ENOENT",
        limited="nothing|ENOENT",
    ),
    Attack(
        id="enter its namespace",
        source="call('setns', os.open(f'/proc/{VICTIM}/ns/net', 0), 0)\nreturn 'through'",
        full="ENOENT",
        limited="EACCES",
    ),
)
CHANGED = (
    Attack(
        id="trace it",
        source="call('ptrace', 16, VICTIM, 0, 0)\nreturn 'through'",
        full="EPERM",
        limited="EPERM",
        control=True,
        quick=True,
    ),
    Attack(
        id="trace its own parent",
        source="call('ptrace', 16, os.getppid(), 0, 0)\nreturn 'through'",
        full="EPERM",
        limited="EPERM",
    ),
    Attack(
        id="copy its memory",
        source="call('process_vm_readv', VICTIM, 0, 0, 0, 0, 0)\nreturn 'through'",
        full="EPERM",
        limited="EPERM",
        control=True,
    ),
    Attack(
        id="take one of its descriptors",
        source="call('pidfd_getfd', os.pidfd_open(VICTIM), 0, 0)\nreturn 'through'",
        full="ESRCH|EINVAL",
        limited="EPERM",
        control=True,
    ),
    Attack(
        id="compare with it",
        source="call('kcmp', VICTIM, VICTIM, 0, 0, 0)\nreturn 'through'",
        full="EPERM",
        limited="EPERM",
    ),
    Attack(id="come before all others", source="os.nice(-1)\nreturn 'through'", full="EPERM", limited="EPERM"),
    Attack(
        id="make it slow",
        source="os.setpriority(os.PRIO_PROCESS, VICTIM, 19)\nreturn 'through'",
        full="ESRCH|EPERM",
        limited="EPERM",
        control=True,
        quick=True,
    ),
    Attack(
        id="make all of a user slow",
        source="os.setpriority(os.PRIO_USER, NOBODY, 19)\nreturn 'through'",
        full="EPERM",
        limited="EPERM",
    ),
    Attack(
        id="make its disk slow",
        source="call('ioprio_set', 1, VICTIM, 3 << 13)\nreturn 'through'",
        full="ESRCH|EPERM",
        limited="EPERM",
        control=True,
    ),
    Attack(
        id="keep it from a processor",
        source="os.sched_setaffinity(VICTIM, {max(os.sched_getaffinity(0))})\nreturn 'through'",
        full="ESRCH|EPERM",
        limited="EPERM",
        control=True,
    ),
    Attack(
        id="let it run only when nobody else does",
        source="os.sched_setscheduler(VICTIM, os.SCHED_IDLE, os.sched_param(0))\nreturn 'through'",
        full="ESRCH|EPERM",
        limited="EPERM",
        control=True,
    ),
    Attack(
        id="limit its files",
        source="resource.prlimit(VICTIM, resource.RLIMIT_NOFILE, (3, 3))\nreturn 'through'",
        full="ESRCH|EPERM",
        limited="EPERM",
        control=True,
        quick=True,
    ),
    Attack(
        id="end it by its CPU limit",
        source="resource.prlimit(VICTIM, resource.RLIMIT_CPU, (1, 1))\nreturn 'through'",
        full="ESRCH|EPERM",
        limited="EPERM",
        control=True,
    ),
    Attack(
        id="offer it to a lack of memory",
        source="open(f'/proc/{VICTIM}/oom_score_adj', 'w').write('1000')\nreturn 'through'",
        full="ENOENT",
        limited="EACCES",
        control=True,
    ),
    Attack(
        id="move its memory",
        source="call('migrate_pages', VICTIM, 0, 0, 0)\nreturn 'through'",
        full="ESRCH|EPERM",
        limited="EPERM",
    ),
    Attack(
        id="raise its own limits",
        source="resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY,) * 2)\nreturn 'through'",
        full="ValueError|EPERM",
        limited="ValueError|EPERM",
        quick=True,
    ),
    Attack(
        id="take a better priority",
        source="os.setpriority(os.PRIO_PROCESS, 0, 19)\nos.setpriority(os.PRIO_PROCESS, 0, 18)\nreturn 'through'",
        full="EACCES|EPERM",
        limited="EACCES|EPERM",
    ),
    Attack(
        id="become another user",
        source="os.setresuid(4321, 4321, 4321)\nreturn 'through'",
        full="EINVAL|EPERM",
        limited="EPERM",
    ),
    Attack(
        id="gain rights by a program",
        source="return 'through' if libc.prctl(39, 0, 0, 0, 0) != 1 else 'nothing'",
        full="nothing",
        limited="nothing",
        control=True,
        quick=True,
    ),
    Attack(
        id="hold a right",
        source=(
            "rights = (ctypes.c_uint32 * 6)()\n"
            "call_it = libc.capget((ctypes.c_uint32 * 2)(0x20080522, 0), rights)\n"
            "return 'through' if call_it or any(rights) else 'nothing'"
        ),
        full="nothing",
        limited="nothing",
        quick=True,
    ),
)
ATTACKS = SIGNALS + SEEN + CHANGED
