"""Attempts on the network: out of the machine, to its own ports, and to its sockets in files and by name."""

from tests.attacks.attack import Attack

PAIR = "ours, _ = socket.socketpair(socket.AF_UNIX, socket.{})\n"
ATTACKS = (
    Attack(
        id="connect to a port",
        source="socket.create_connection(('127.0.0.1', TCP), 2)\nreturn 'through'",
        full="EPERM",
        limited="EPERM",
        control=True,
        quick=True,
    ),
    Attack(
        id="listen at a port",
        source="socket.create_server(('127.0.0.1', 0))\nreturn 'through'",
        full="EPERM",
        limited="EPERM",
        control=True,
    ),
    Attack(
        id="send a datagram",
        source="socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', UDP))\nreturn 'through'",
        full="EPERM",
        limited="EPERM",
        control=True,
        quick=True,
    ),
    Attack(
        id="open a page",
        source=(
            "import http.client\nhttp.client.HTTPConnection('127.0.0.1', TCP, timeout=2).request('GET', '/')\n"
            "return 'through'"
        ),
        full="EPERM",
        limited="EPERM",
        control=True,
    ),
    Attack(
        id="connect by a shell",
        source=("return last_word('bash', '-c', f'echo x > /dev/tcp/127.0.0.1/{TCP}')"),
        full="Operation not permitted",
        limited="Operation not permitted",
        control=True,
    ),
    Attack(
        id="connect by another Python",
        source=(
            "return last_word(sys.executable, '-c', f'import socket as s; s.create_connection((\"127.0.0.1\", {TCP}))')"
        ),
        full="[Errno 1] Operation not permitted",
        limited="[Errno 1] Operation not permitted",
        control=True,
    ),
    Attack(
        id="connect to a socket in a file",
        source="socket.socket(socket.AF_UNIX).connect(FOLDER + '/stream')\nreturn 'through'",
        full="EPERM",
        limited="EPERM",
        control=True,
        quick=True,
    ),
    Attack(
        id="connect to a socket by name",
        source="socket.socket(socket.AF_UNIX).connect('\\0' + MARK)\nreturn 'through'",
        full="EPERM",
        limited="EPERM",
        control=True,
    ),
    Attack(
        id="connect one of a pair",
        source=PAIR.format("SOCK_STREAM") + "ours.connect(FOLDER + '/stream')\nreturn 'through'",
        full="EPERM",
        limited="EPERM",
    ),
    Attack(
        id="send from one of a pair to a file",
        source=PAIR.format("SOCK_DGRAM") + "ours.sendto(b'x', FOLDER + '/datagram')\nreturn 'through'",
        full="EPERM",
        limited="EPERM",
        control=True,
        quick=True,
    ),
    Attack(
        id="send a message from one of a pair to a file",
        source=PAIR.format("SOCK_DGRAM") + "ours.sendmsg([b'x'], [], 0, FOLDER + '/datagram')\nreturn 'through'",
        full="EPERM",
        limited="EPERM",
        control=True,
    ),
    Attack(
        id="send from one of a raw pair to a file",
        source=PAIR.format("SOCK_RAW") + "ours.sendto(b'x', FOLDER + '/datagram')\nreturn 'through'",
        full="EPERM",
        limited="EPERM",
        control=True,
    ),
    Attack(
        id="send from one of a pair to a name",
        source=PAIR.format("SOCK_DGRAM") + "ours.sendto(b'x', '\\0' + MARK + '-datagram')\nreturn 'through'",
        full="EPERM",
        limited="EPERM",
        control=True,
    ),
    Attack(
        id="send from one of a stream pair to a file",
        source=PAIR.format("SOCK_STREAM") + "ours.sendto(b'x', FOLDER + '/stream')\nreturn 'through'",
        full="EISCONN|EOPNOTSUPP",
        limited="EISCONN|EOPNOTSUPP",
    ),
    Attack(
        id="make a socket by the system call",
        source="call('socket', 2, 1, 0)\nreturn 'through'",
        full="EPERM",
        limited="EPERM",
        control=True,
    ),
    Attack(
        id="make a raw socket",
        source="socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)\nreturn 'through'",
        full="EPERM",
        limited="EPERM",
        quick=True,
    ),
    Attack(
        id="make a socket of whole packets",
        source="socket.socket(socket.AF_PACKET, socket.SOCK_RAW)\nreturn 'through'",
        full="EPERM",
        limited="EPERM",
    ),
    Attack(
        id="ask the kernel for its routes",
        source="socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)\nreturn 'through'",
        full="EPERM",
        limited="EPERM",
        control=True,
    ),
    Attack(
        id="talk to the host of a virtual machine",
        source="socket.socket(40, socket.SOCK_STREAM)\nreturn 'through'",
        full="EPERM",
        limited="EPERM",
    ),
    Attack(
        id="use the kernel's ciphers",
        source="socket.socket(38, socket.SOCK_SEQPACKET)\nreturn 'through'",
        full="EPERM",
        limited="EPERM",
    ),
    Attack(
        id="version 6 of the network",
        source="socket.socket(socket.AF_INET6)\nreturn 'through'",
        full="EPERM",
        limited="EPERM",
    ),
    Attack(
        id="use a socket that was left open",
        source="""
for fd in range(3, 256):
    try:
        found = socket.socket(fileno=os.dup(fd))
    except OSError:
        continue
    if found.type == socket.SOCK_SEQPACKET or found.family != socket.AF_UNIX:
        return 'through'
return 'nothing'
""",
        full="nothing",
        limited="nothing",
        quick=True,
    ),
    Attack(
        id="use a file that was left open",
        source="""
for fd in range(3, 256):
    try:
        os.open('..', 0, dir_fd=fd)
        return 'through'
    except (NotADirectoryError, PermissionError, OSError) as error:
        if error.errno not in (errno.EBADF, errno.ENOTDIR):
            return 'through'
return 'nothing'
""",
        full="nothing",
        limited="nothing",
    ),
)
