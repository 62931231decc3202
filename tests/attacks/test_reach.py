"""Nothing outside of a submission can be reached: no file, no network, no other process, no kernel call."""

from pathlib import Path

import pytest

from grader.model.observation import Outcome

ROOT = Path(__file__).parents[2]
HEAD = (
    "import ctypes, glob, mmap, os, shutil, signal, socket, subprocess, sys\nlibc = ctypes.CDLL(None, use_errno=True)\n"
)
HEAD += (
    "def must(result):\n    if result < 0:\n        raise OSError(ctypes.get_errno(), 'refused')\n    return result\n"
)

FILES = [
    f"open({str(ROOT / 'rubrics/batch_normalization.toml')!r}).read()",
    f"open({str(ROOT / 'reference/batchnorm.py')!r}).read()",
    f"os.listdir({str(ROOT / 'rubrics')!r})",
    f"os.symlink({str(ROOT / 'README.md')!r}, 'link') or open('link').read()",
    f"os.link({str(ROOT / 'README.md')!r}, 'hard') or open('hard').read()",
    f"shutil.copytree({str(ROOT / 'rubrics')!r}, 'mine')",
    f"subprocess.run(['cat', {str(ROOT / 'README.md')!r}], check=True)",
    "open('/etc/shadow').read()",
    "os.listdir('/home')[0] + open('/root/.bashrc').read()",
    "open('/proc/1/environ').read()",
    "open('/proc/1/mem', 'rb').read(1)",
    "open('/proc/kcore', 'rb').read(1)",
    "open('/dev/mem', 'rb').read(1)",
    "open('/sys/kernel/security/lsm').read() + open('/sys/power/state', 'w').write('mem')",
    "open('/usr/lib/evil.py', 'w')",
    "open(os.path.join(os.path.dirname(os.__file__), 'evil.py'), 'w')",
    "os.open('/', os.O_TMPFILE | os.O_RDWR)",
    "os.chmod(sys.executable, 0o777)",
]
NETWORK = [
    "socket.socket()",
    "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 53))",
    "socket.socket(socket.AF_INET6)",
    "socket.socket(socket.AF_UNIX).connect('/var/run/docker.sock')",
    "socket.socket(socket.AF_UNIX).connect('\\0abstract')",
    "socket.socket(socket.AF_PACKET, socket.SOCK_RAW)",
    "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
    "socket.socketpair()[0].connect('/tmp/x')",
    "__import__('urllib.request').request.urlopen('http://127.0.0.1:1', timeout=1)",
    "subprocess.run([sys.executable, '-c', 'import socket; socket.socket()'], check=True)",
]
PROCESSES = [
    "os.kill(1, signal.SIGKILL)",
    "must(libc.ptrace(16, 1, 0, 0))",
    "must(libc.process_vm_readv(1, 0, 0, 0, 0, 0))",
    "os.pidfd_open(1) and signal.pidfd_send_signal(os.pidfd_open(1), 9)",
    "must(libc.syscall(438, os.pidfd_open(os.getpid()), 0, 0))",
    "os.setpriority(os.PRIO_PROCESS, 0, -20)",
]
KERNEL = [
    "must(libc.mount(b'none', b'/tmp', b'tmpfs', 0, None))",
    "must(libc.umount2(b'/proc', 2))",
    "must(libc.unshare(0x10000000))",
    "must(libc.unshare(0x00020000))",
    "must(libc.setns(os.open('/proc/self/ns/net', os.O_RDONLY), 0))",
    "os.chroot('.')",
    "must(libc.syscall(155, b'.', b'.'))",
    "must(libc.syscall(321, 0, 0, 0))",
    "must(libc.syscall(298, 0, 0, 0, 0, 0))",
    "must(libc.syscall(425, 1, 0))",
    "must(libc.syscall(323, 0))",
    "must(libc.syscall(250, 0, 0, 0, 0, 0))",
    "must(libc.reboot(0))",
    "must(libc.sethostname(b'x', 1))",
    "must(libc.swapoff(b'/dev/sda'))",
]


@pytest.mark.parametrize("attempt", FILES + NETWORK + PROCESSES + KERNEL)
def test_an_attempt_meets_a_wall(attack, attempt):
    seen = attack(f"{HEAD}def f(x):\n    {attempt}\n    return x")
    assert seen.outcome is Outcome.RAISED, attempt


WALK = """
import os

def f(x):
    found = 0
    for top, folders, names in os.walk("/", onerror=lambda error: None):
        folders[:] = [name for name in folders if (top, name) not in {("/", "proc"), ("/", "sys"), ("/", "usr")}]
        found += sum(name.startswith("batch_normalization") for name in names)
    return float(found)
"""


def test_nothing_of_the_course_is_found_on_disk(attack):
    seen = attack(WALK)
    assert seen.outcome is Outcome.LIMIT or seen.values["out"] == 0
