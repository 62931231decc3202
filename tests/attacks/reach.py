"""Attempts to read files: the course, results, other submissions, the slot itself, the system."""

from tests.attacks.attack import THROUGH, Attack

READ = (
    Attack(
        id="read a file", source="return open(SECRET).read()", full="ENOENT", limited="EACCES", control=True, quick=True
    ),
    Attack(
        id="read it by mmap",
        source="return mmap.mmap(os.open(SECRET, 0), 0, prot=1)[:].decode()",
        full="ENOENT",
        limited="EACCES",
        control=True,
    ),
    Attack(
        id="read it by a link",
        source="os.symlink(SECRET, 'link')\nreturn open('link').read()",
        full="ENOENT",
        limited="EACCES",
        control=True,
    ),
    Attack(
        id="read it by a hard link",
        source="os.link(SECRET, 'hard')\nreturn open('hard').read()",
        full="ENOENT",
        limited="EXDEV|EACCES",
        control=True,
    ),
    Attack(
        id="read it through /proc",
        source="return open('/proc/self/root' + SECRET).read()",
        full="ENOENT",
        limited="EACCES",
        control=True,
    ),
    Attack(
        id="read it by a path upwards",
        source="return open('../' * 30 + SECRET).read()",
        full="ENOENT",
        limited="EACCES",
        control=True,
        quick=True,
    ),
    Attack(
        id="read it by a descriptor of its path",
        source="return open(f'/proc/self/fd/{os.open(SECRET, os.O_PATH)}').read()",
        full="ENOENT",
        limited="EACCES",
        control=True,
    ),
    Attack(
        id="read it by a descriptor of the root",
        source="top = os.open('/', os.O_PATH)\nreturn os.fdopen(os.open(SECRET[1:], 0, dir_fd=top)).read()",
        full="ENOENT",
        limited="EACCES",
        control=True,
    ),
    Attack(
        id="read it by another program",
        source=("done = run('cat', SECRET)\nreturn done.stdout or done.stderr.rsplit(': ')[-1].strip()"),
        full="No such file or directory",
        limited="Permission denied",
        control=True,
        quick=True,
    ),
    Attack(
        id="read it by a program of one's own",
        source=(
            "open('run.sh', 'w').write(f'#!/bin/sh\\nread -r line < {SECRET}; echo \"$line\"')\n"
            "done = run('sh', 'run.sh')\n"
            "return done.stdout.strip() or 'nothing'"
        ),
        full="nothing",
        limited="nothing",
        control=True,
    ),
    Attack(
        id="read it in the notebook",
        source="if x is not None and kept:\n    return kept[0]\nreturn open(SECRET).read()",
        cells=("import m\nm.kept.append(m.f(None))",),
        full="ENOENT",
        limited="EACCES",
        control=True,
        quick=True,
    ),
    Attack(
        id="copy the folder",
        source=(
            "try:\n    shutil.copytree(FOLDER, 'mine', ignore=shutil.ignore_patterns('stream', 'datagram'))\n"
            "except shutil.Error as error:\n    return 'refused'\nreturn open('mine/secret.txt').read()"
        ),
        full="ENOENT",
        limited="EACCES",
        control=True,
    ),
    Attack(
        id="list the folder",
        source="return 'through' if 'secret.txt' in os.listdir(FOLDER) else 'nothing'",
        full="ENOENT",
        limited="EACCES",
        control=True,
        quick=True,
    ),
    Attack(
        id="list all submissions' folders",
        source="top, name = os.path.split(FOLDER)\nreturn 'through' if name in os.listdir(top) else 'nothing'",
        full="nothing|ENOENT",
        limited="EACCES",
        control=True,
    ),
    Attack(
        id="search the disk for the course",
        source=(
            "skipped = {'proc', 'sys', 'usr'}\nfor top, folders, files in os.walk('/'):\n    if top == '/':\n"
            "        folders[:] = [name for name in folders if name not in skipped]\n"
            "    if MARK + '.toml' in files:\n        return 'through'\nreturn 'nothing'"
        ),
        full="nothing|limit time",
        limited="nothing|limit time",
    ),
    Attack(
        id="search by glob",
        source="return 'through' if glob.glob(f'{os.path.dirname(FOLDER)}/*/{MARK}.toml') else 'nothing'",
        full="nothing",
        limited="nothing",
        control=True,
    ),
    Attack(
        id="size and time of a file",
        source="return 'through' if os.stat(SECRET).st_size else 'nothing'",
        full="ENOENT",
        limited=THROUGH,
        control=True,
    ),
    Attack(
        id="watch what is read",
        source=(
            "watch = call('inotify_init1', 0)\ncall('inotify_add_watch', watch, text(FOLDER.encode()), 0xfff)\n"
            "return 'through'"
        ),
        full="ENOENT",
        limited="EPERM",
        control=True,
    ),
    Attack(
        id="read results",
        source="return open(RESULTS).read()",
        full="ENOENT",
        limited="EACCES",
        control=True,
        quick=True,
    ),
    Attack(
        id="read the rubric",
        source="return open(COURSE + '/rubrics/batch_normalization.toml').read() and 'through'",
        full="ENOENT",
        limited="EACCES",
        control=True,
        quick=True,
    ),
    Attack(
        id="read the reference",
        source="return open(COURSE + '/reference/batchnorm.py').read() and 'through'",
        full="ENOENT",
        limited="EACCES",
        control=True,
    ),
    Attack(
        id="list the known mistakes",
        source="return os.listdir(COURSE + '/reference/mistakes') and 'through'",
        full="ENOENT",
        limited="EACCES",
        control=True,
    ),
    Attack(
        id="import the grader",
        source="import grader.compare\nreturn 'through'",
        full="ModuleNotFoundError",
        limited="ModuleNotFoundError|EACCES",
        control=True,
        quick=True,
    ),
    Attack(
        id="import the reference",
        source="import reference.batchnorm\nreturn 'through'",
        full="ModuleNotFoundError",
        limited="ModuleNotFoundError|EACCES",
        control=True,
        quick=True,
    ),
    Attack(
        id="import it from its folder",
        source="sys.path.insert(0, COURSE)\nimport reference.batchnorm\nreturn 'through'",
        full="ModuleNotFoundError",
        limited="ModuleNotFoundError|EACCES",
        control=True,
    ),
    Attack(
        id="read the environment of the grader",
        source="return 'through' if open(f'/proc/{GRADER}/environ').read() else 'nothing'",
        full="ENOENT",
        limited="EACCES",
        control=True,
    ),
    Attack(
        id="read what the warm process logged",
        source="open(SLOT + '/log').read()\nreturn 'through'",
        full="ENOENT",
        limited="EACCES",
        control=True,
    ),
    Attack(
        id="read root's passwords",
        source="open('/etc/shadow').read()\nreturn 'through'",
        full="ENOENT",
        limited="EACCES",
        quick=True,
    ),
)
SYSTEM = tuple(
    Attack(id=f"open {path}", source=f"open({path!r}, {mode!r}){rest}\nreturn 'through'", full=full, limited=limited)
    for path, mode, rest, full, limited in (
        ("/dev/mem", "rb", ".read(1)", "ENOENT", "EACCES|ENOENT"),
        ("/dev/kmsg", "w", "", "ENOENT|EACCES", "EACCES|ENOENT"),
        ("/dev/tty", "w", "", "ENXIO|EACCES", "EACCES"),
        ("/dev/ptmx", "r+b", "", "EACCES|ENOENT", "EACCES|ENOENT"),
        ("/proc/kcore", "rb", ".read(1)", "EACCES|EPERM|ENOENT", "EACCES|ENOENT"),
        ("/proc/sysrq-trigger", "w", ".write('h')", "EACCES|EROFS|ENOENT", "EACCES|ENOENT"),
        ("/proc/sys/kernel/core_pattern", "w", "", "EACCES|EROFS|ENOENT", "EACCES|ENOENT"),
        ("/proc/self/oom_score_adj", "w", ".write('-1000')", "EACCES|EPERM|ENOENT", "EACCES|EPERM"),
        ("/sys/power/state", "w", "", "ENOENT", "EACCES|ENOENT"),
        ("/sys/fs/cgroup/cgroup.procs", "w", "", "ENOENT", "EACCES|ENOENT"),
        ("/proc/1/environ", "rb", ".read(1)", "EACCES|EPERM|ENOENT", "EACCES|ENOENT"),
        ("/proc/1/mem", "rb", ".read(1)", "EACCES|EPERM|ENOENT", "EACCES|ENOENT"),
        ("/proc/1/root/etc/hostname", "rb", "", "EACCES|EPERM|ENOENT", "EACCES"),
    )
)
ODD_PATHS = tuple(
    Attack(id=f"open {name}", source=f"open({path})\nreturn 'through'", full=ends, limited=ends)
    for name, path, ends in (
        ("a name that is too long", "'x' * 5000", "ENAMETOOLONG"),
        ("a name with a zero", "SECRET + '\\0'", "ValueError"),
        ("a name that is no text", "b'\\xff\\xfe'", "ENOENT"),
        ("a name of formats", "'%s%n%x' * 9", "ENOENT"),
        ("a link to itself", "os.symlink('loop', 'loop') or 'loop'", "ELOOP"),
        ("a closed descriptor", "987", "EBADF"),
    )
)
ATTACKS = READ + SYSTEM + ODD_PATHS
