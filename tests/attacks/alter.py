"""Attempts to change files: results, the course, the interpreter, the sandbox's own code."""

from tests.attacks.attack import Attack

ATTACKS = (
    Attack(
        id="write a new file",
        source="open(SCRATCH + '/new', 'w').write('x')\nreturn 'through'",
        full="ENOENT",
        limited="EACCES",
        control=True,
        quick=True,
    ),
    Attack(
        id="append to results",
        source="open(RESULTS, 'a').write('mallory,20')\nreturn 'through'",
        full="ENOENT",
        limited="EACCES",
        control=True,
        quick=True,
    ),
    Attack(
        id="shorten a file",
        source="os.truncate(THEIRS, 0)\nreturn 'through'",
        full="ENOENT",
        limited="EACCES",
        control=True,
    ),
    Attack(
        id="remove a file", source="os.unlink(THEIRS)\nreturn 'through'", full="ENOENT", limited="EACCES", control=True
    ),
    Attack(
        id="move a file away",
        source="os.rename(THEIRS, 'mine')\nreturn 'through'",
        full="ENOENT",
        limited="EACCES|EXDEV",
        control=True,
    ),
    Attack(
        id="put a file in another's place",
        source="open('mine', 'w').write('x')\nos.rename('mine', THEIRS)\nreturn 'through'",
        full="ENOENT",
        limited="EACCES|EXDEV",
        control=True,
    ),
    Attack(
        id="make a folder",
        source="os.mkdir(SCRATCH + '/new')\nreturn 'through'",
        full="ENOENT",
        limited="EACCES",
        control=True,
    ),
    Attack(
        id="make a pipe",
        source="os.mkfifo(SCRATCH + '/new')\nreturn 'through'",
        full="ENOENT",
        limited="EACCES",
        control=True,
    ),
    Attack(
        id="make a link",
        source="os.symlink('/', SCRATCH + '/new')\nreturn 'through'",
        full="ENOENT",
        limited="EACCES",
        control=True,
    ),
    Attack(
        id="make a file without a name",
        source="os.open(SCRATCH, os.O_TMPFILE | os.O_RDWR)\nreturn 'through'",
        full="ENOENT",
        limited="EACCES",
        control=True,
    ),
    Attack(
        id="change the mode of a file",
        source="os.chmod(THEIRS, 0)\nreturn 'through'",
        full="ENOENT",
        limited="EPERM",
        control=True,
        quick=True,
    ),
    Attack(
        id="change the owner of a file",
        source="os.chown(THEIRS, os.getuid(), os.getgid())\nreturn 'through'",
        full="ENOENT",
        limited="EPERM",
        control=True,
    ),
    Attack(
        id="change the times of a file",
        source="os.utime(THEIRS, (1, 1))\nreturn 'through'",
        full="ENOENT",
        limited="EPERM",
        control=True,
    ),
    Attack(
        id="change an attribute of a file",
        source="os.setxattr(THEIRS, 'user.x', b'1')\nreturn 'through'",
        full="ENOENT",
        limited="EPERM",
    ),
    Attack(
        id="write through a program",
        source=(
            "done = run('rm', '-f', THEIRS)\n"
            "return f'exit {done.returncode}' if done.returncode or os.path.exists(THEIRS) else 'through'"
        ),
        full="exit 0|through",
        limited="exit 1",
    ),
    Attack(
        id="put a module beside the interpreter's",
        source="open(os.path.dirname(os.__file__) + '/evil.py', 'w')\nreturn 'through'",
        full="EROFS|EACCES",
        limited="EACCES",
        quick=True,
    ),
    Attack(
        id="put a module among the packages",
        source="open(os.path.dirname(np.__file__) + '/evil.py', 'w')\nreturn 'through'",
        full="EROFS|EACCES",
        limited="EACCES",
    ),
    Attack(
        id="change the interpreter",
        source="os.chmod(os.path.realpath(sys.executable), 0o777)\nreturn 'through'",
        full="EROFS|EPERM|EACCES",
        limited="EPERM",
    ),
    Attack(
        id="change the code of the sandbox",
        source="open(sys.modules['sandbox_child.submission_process'].__file__, 'a')\nreturn 'through'",
        full="EROFS|EACCES",
        limited="EACCES",
        quick=True,
    ),
    Attack(
        id="leave a start-up file for the warm process",
        source=(
            "home = '/slot/own' if os.path.isdir('/slot') else SLOT + '/own'\nopen(home + '/evil.py', 'w')\n"
            "return 'through'"
        ),
        full="EACCES",
        limited="EACCES",
        control=True,
    ),
    Attack(
        id="put a file beside those handed in",
        source=(
            "place = '/slot/given' if os.path.isdir('/slot') else SLOT\nopen(place + '/evil.py', 'w')\nreturn 'through'"
        ),
        full="EACCES|EROFS",
        limited="EACCES",
        control=True,
    ),
    Attack(
        id="write into shared memory",
        source="open('/dev/shm/' + MARK, 'w').write('x')\nos.unlink('/dev/shm/' + MARK)\nreturn 'through'",
        full="through",
        limited="EACCES",
        control=True,
    ),
)
