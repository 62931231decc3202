"""Attempts on the kernel: calls that no notebook needs, and ways around the filter that denies them."""

from tests.attacks.attack import Attack

DENIED = tuple(
    Attack(
        id=name.replace("_", " "),
        source=f"call({name!r}, {arguments})\nreturn 'through'",
        full=full,
        limited=full,
        quick=quick,
        control=control,
    )
    for name, arguments, full, quick, control in (
        ("bpf", "0, 0, 0", "EPERM", True, False),
        ("perf_event_open", "0, 0, 0, 0, 0", "EPERM", False, False),
        ("userfaultfd", "0", "EPERM", False, False),
        ("keyctl", "0, -4, 0", "EPERM", True, False),
        ("add_key", "text(b'user'), text(b'canary'), text(b'x'), 1, -4", "EPERM", False, False),
        ("io_uring_setup", "1, text(bytes(120))", "EPERM", True, False),
        ("ptrace", "0, 0, 0, 0", "EPERM", False, True),
        ("memfd_create", "text(b'x'), 0", "EPERM", True, True),
        ("memfd_secret", "0", "EPERM", False, False),
        ("unshare", "0x10000000", "EPERM", True, False),
        ("unshare", "0x00020000", "EPERM", False, False),
        ("unshare", "0x40000000", "EPERM", False, False),
        ("clone", "0x10000000 | 17, 0, 0, 0, 0", "EPERM", True, False),
        ("clone", "0x20000000 | 17, 0, 0, 0, 0", "EPERM", False, False),
        ("clone3", "text(struct.pack('QQQQQQQQ', 0x10000000, 0, 0, 0, 17, 0, 0, 0)), 64", "ENOSYS", False, False),
        ("setns", "os.open('.', 0), 0", "EPERM", False, False),
        ("mount", "text(b'none'), text(b'.'), text(b'tmpfs'), 0, 0", "EPERM", True, False),
        ("umount2", "text(b'/proc'), 2", "EPERM", False, False),
        ("pivot_root", "text(b'.'), text(b'.')", "EPERM", False, False),
        ("chroot", "text(b'.')", "EPERM", True, False),
        ("fsopen", "text(b'tmpfs'), 0", "EPERM", False, False),
        ("open_tree", "-100, text(b'/'), 1", "EPERM", False, False),
        ("move_mount", "-1, text(b''), -100, text(b'.'), 4", "EPERM", False, False),
        ("mount_setattr", "-100, text(b'.'), 0, text(bytes(32)), 32", "EPERM", False, False),
        ("name_to_handle_at", "-100, text(b'.'), text(bytes(200)), text(bytes(8)), 0", "EPERM", False, False),
        ("open_by_handle_at", "-100, text(bytes(200)), 0", "EPERM", False, False),
        ("init_module", "text(b'x'), 1, text(b'')", "EPERM", False, False),
        ("finit_module", "-1, text(b''), 0", "EPERM", False, False),
        ("delete_module", "text(b'no_such_module'), 0", "EPERM", False, False),
        ("kexec_load", "0, 0, 0, 0", "EPERM", False, False),
        ("reboot", "0, 0, 0, 0", "EPERM", False, False),
        ("swapon", "text(b'/nowhere'), 0", "EPERM", False, False),
        ("swapoff", "text(b'/nowhere')", "EPERM", False, False),
        ("syslog", "3, text(bytes(100)), 100", "EPERM", False, False),
        ("quotactl", "0, 0, 0, 0", "EPERM", False, False),
        ("acct", "0", "EPERM", False, False),
        ("settimeofday", "0, 0", "EPERM", False, False),
        ("clock_settime", "0, text(struct.pack('qq', 0, -1))", "EPERM", False, False),
        ("sethostname", "text(b'x'), -1", "EPERM", False, False),
        ("setdomainname", "text(b'x'), -1", "EPERM", False, False),
        ("fanotify_init", "0, 0", "EPERM", False, False),
        ("vhangup", "", "EPERM", False, False),
        ("shmget", "0, 4096, 0o1600", "EPERM", True, False),
        ("semget", "0, 1, 0o1600", "EPERM", False, False),
        ("msgget", "0, 0o1600", "EPERM", False, False),
        ("mq_open", "text(b'canary'), 0o102, 0o600, 0", "EPERM", False, False),
    )
)
MACHINE = """
code = mmap.mmap(-1, 4096, prot=7)
code.write(bytes.fromhex({!r}))
return f"{{ctypes.CFUNCTYPE(ctypes.c_long)(ctypes.addressof(ctypes.c_char.from_buffer(code)))()}} came back"
"""
AROUND = (
    Attack(
        id="a socket by the calls of 32 bits",
        source=MACHINE.format("53b866010000bb02000000b901000000ba00000000cd805bc3"),
        full="died -31|died -11",
        limited="died -31|died -11",
        needs="x86_64",
        quick=True,
    ),
    Attack(
        id="a socket by the calls of x32",
        source="must(libc.syscall(ctypes.c_long(0x40000029), 2, 1, 0))\nreturn 'through'",
        full="died -31|ENOSYS",
        limited="died -31|ENOSYS",
        needs="x86_64",
    ),
    Attack(
        id="a filter of one's own that allows all",
        source=(
            "rule = text(struct.pack('HBBI', 6, 0, 0, 0x7fff0000))\n"
            "libc.prctl(22, 2, text(struct.pack('HxxxxxxQ', 1, rule)), 0, 0)\n"
            "call('socket', 2, 1, 0)\nreturn 'through'"
        ),
        full="EPERM",
        limited="EPERM",
    ),
    Attack(
        id="a program that is run anew",
        source=(
            "done = run(sys.executable, '-c', 'import ctypes; print(ctypes.CDLL(None).unshare(0x10000000))')\n"
            "return done.stdout.strip()"
        ),
        full="-1",
        limited="-1",
    ),
    Attack(
        id="a thread of one's own",
        source=(
            "found = []\ndef inside():\n    try:\n        found.append(open(SECRET).read())\n"
            "    except OSError as error:\n        found.append(errno.errorcode[error.errno])\n"
            "thread = threading.Thread(target=inside)\nthread.start()\nthread.join()\nreturn found[0]"
        ),
        full="ENOENT",
        limited="EACCES",
        control=True,
    ),
)
ATTACKS = DENIED + AROUND
