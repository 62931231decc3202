"""Attempts to speak for the sandbox: records on the pipe, and changes to what makes them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgery:
    """What a submission does to its own process; honest is `x + 1`, forged is 777."""

    id: str
    body: str
    """The beginning of its function."""
    gives: str
    """How it may end: `honest`, `forged` (its own number, as if returned), or an outcome."""
    cells: tuple[str, ...] = ()
    """Cells of its notebook."""
    module: str = ""
    """What its module does when it is loaded."""
    quick: bool = False
    """Whether `make test` runs it."""


HEAD = '''
import builtins, gc, json, os, signal, stat, struct, sys, threading, time
import numpy as np


def pipes():
    """The descriptors of pipes: the grader reads one of them."""
    for number in range(3, 256):
        try:
            if stat.S_ISFIFO(os.fstat(number).st_mode):
                yield number
        except OSError:
            continue


def tell(content, numbers=None):
    for number in numbers or pipes():
        try:
            os.write(number, content)
        except OSError:
            continue


def record(values=None, **head):
    """A record in the right form."""
    from sandbox_child.wire import pack
    return pack({"kind": "returned", **head}, {"out": np.full(3, 777.0)} if values is None else values)


def raw(text, arrays=b""):
    return struct.pack("!II", len(text), len(arrays)) + text + arrays


def nonce():
    """That of the request: from the caller's variables, or from anywhere in memory."""
    frame = sys._getframe()
    while frame is not None:
        head = frame.f_locals.get("head")
        if isinstance(head, dict) and "nonce" in head:
            return head["nonce"]
        frame = frame.f_back
    return next(thing["nonce"] for thing in gc.get_objects() if type(thing) is dict and "nonce" in thing)


def child(body):
    """Do something in a process of one's own."""
    if os.fork() == 0:
        try:
            body()
        finally:
            os._exit(0)


'''
ALL = "range(3, 256)"


def _answer(values, arrays="[]", content="b''"):
    """An answer to the request, with a tree of values and descriptions of arrays of one's own."""
    head = "{'kind': 'returned', 'nonce': nonce()}"
    return f"tell(raw(json.dumps({{'head': {head}, 'values': {values}, 'arrays': {arrays}}}).encode(), {content}))"


FORGED = [
    Forgery(id="a record that nobody asked for", body="tell(record())", gives="honest", quick=True),
    Forgery(id="an older nonce", body="tell(record(nonce='0' * 16))", gives="honest"),
    Forgery(id="ten thousand records", body="tell(record() * 100, list(pipes()) * 100)", gives="honest", quick=True),
    Forgery(id="its own answer", body="tell(record(nonce=nonce()))", gives="forged", quick=True),
    Forgery(id="its own answer twice", body="tell(record(nonce=nonce()) * 2)", gives="forged"),
    Forgery(id="to the next one on the way", body=f"tell(record(nonce=nonce()), {ALL})", gives="forged"),
    Forgery(id="that it died", body="tell(record(kind='died', why='9', nonce=nonce()))", gives="died"),
    Forgery(id="of a kind of its own", body="tell(record(kind='full marks', nonce=nonce()))", gives="malformed"),
    Forgery(id="of no kind", body="tell(record(kind=['returned'], nonce=nonce()))", gives="malformed", quick=True),
    Forgery(
        id="of every form but the right one",
        body="tell(record(changed={'a': 1}, stood_in=5, nonce=nonce()))",
        gives="forged",
    ),
    Forgery(
        id="a failure of every form",
        body="tell(record(kind='raised', frames=[{'line': 1 << 99, 'path': {}}, 5], expected=[[[]]], nonce=nonce()))",
        gives="raised",
    ),
    Forgery(id="no object", body="tell(raw(b'[1, 2]'))", gives="malformed died"),
    Forgery(
        id="no head",
        body='tell(raw(b\'{"head": 5, "values": ["plain", null], "arrays": []}\'))',
        gives="malformed died",
    ),
    Forgery(id="bytes", body="tell(b'\\xff' * 64)", gives="malformed died", quick=True),
    Forgery(id="nothing but zeros", body="tell(bytes(4096))", gives="malformed died"),
    Forgery(
        id="a pickle", body="tell(raw(b'\\x80\\x04\\x95cposix\\nsystem\\n(S\"true\"\\ntR.'))", gives="malformed died"
    ),
    Forgery(
        id="too large", body="tell(struct.pack('!II', 1 << 31, 0) + b'x' * 100)", gives="malformed died", quick=True
    ),
    Forgery(id="too many arrays", body="tell(struct.pack('!II', 2, 1 << 31) + b'{}')", gives="malformed died"),
    Forgery(id="too deep", body="tell(raw(b'[' * 200_000))", gives="malformed died", quick=True),
    Forgery(
        id="a huge shape",
        body=_answer('["array", 0]', '[["<f8", [1 << 60, 1 << 60]]]'),
        gives="malformed died",
    ),
    Forgery(
        id="an empty huge shape",
        body=_answer('["array", 0]', '[["<f8", [0, 1 << 62, 1 << 62]]]'),
        gives="malformed died",
    ),
    Forgery(
        id="a kind of array that is evaluated",
        body=_answer('["array", 0]', '[["(,)f8", [0]]]'),
        gives="malformed died",
        quick=True,
    ),
    Forgery(
        id="an array of objects",
        body=_answer('["array", 0]', '[["|O", [1]]]', "bytes(8)"),
        gives="malformed died",
    ),
    Forgery(id="a value of no kind", body=_answer('[["list"], 5]', "[]"), gives="malformed died"),
    Forgery(
        id="a number that is none",
        body=_answer('["float", "0x1p999999"]', "[]"),
        gives="malformed died",
    ),
]
IN_TIME = [
    Forgery(
        id="before the request",
        cells=(HEAD + "child(lambda: [(tell(record()), time.sleep(0.01)) for _ in range(200)])",),
        body="",
        gives="honest",
        quick=True,
    ),
    Forgery(
        id="before the request with the notebook's nonce",
        cells=(
            HEAD + "kept = nonce()\nchild(lambda: [(tell(record(nonce=kept)), time.sleep(0.01)) for _ in range(200)])",
        ),
        body="",
        gives="honest",
    ),
    Forgery(id="when it is loaded", module="tell(record())", body="", gives="honest"),
    Forgery(
        id="after the answer",
        body="threading.Thread(target=lambda: [(time.sleep(0.01), tell(record())) for _ in range(99)]).start()",
        gives="honest",
    ),
    Forgery(
        id="after the answer with its nonce",
        body="kept = nonce()\n    child(lambda: [(time.sleep(0.01), tell(record(nonce=kept))) for _ in range(99)])",
        gives="honest",
        quick=True,
    ),
    Forgery(
        id="that the notebook is done",
        cells=(HEAD + "tell(record(op='notebook done', nonce=nonce()))",),
        body="",
        gives="honest",
    ),
    Forgery(
        id="that a cell is done",
        cells=(HEAD + "tell(record(op='cell', state='done', index=0, error=[1], text={}, nonce=nonce()))",),
        body="",
        gives="honest",
    ),
    Forgery(
        id="a flood while it sleeps",
        body="child(lambda: [tell(record()) for _ in iter(int, 1)])\n    time.sleep(99)",
        gives="limit",
    ),
    Forgery(
        id="a drip while it sleeps",
        body="child(lambda: [(tell(bytes([b])), time.sleep(0.2)) for b in record(np.zeros(999))])\n    time.sleep(99)",
        gives="limit",
    ),
    Forgery(id="a record that does not end", body="tell(struct.pack('!II', 9, 1 << 26) + b'x')", gives="limit"),
]
TAMPERED = [
    Forgery(id="all descriptors closed", body="os.closerange(3, 256)", gives="died limit"),
    Forgery(id="text that says nothing", body="json.dumps = lambda *a, **k: '{}'", gives="malformed died"),
    Forgery(id="writing that does not", body="os.write = lambda number, content: len(content)", gives="honest"),
    Forgery(id="no arrays", body="np.asarray = lambda *a, **k: None", gives="raised died"),
    Forgery(
        id="everything is anything", body="builtins.isinstance = lambda *a: True", gives="raised died limit malformed"
    ),
    Forgery(id="every type is one", body="builtins.type = lambda *a: dict", gives="raised died limit malformed honest"),
    Forgery(id="no modules", body="sys.modules.clear()", gives="honest raised"),
    Forgery(id="a trace that exits", body="sys.settrace(lambda *a: os._exit(7))", gives="died"),
    Forgery(
        id="packing that forges",
        body="import sandbox_child.probe\n    sandbox_child.probe.pack = lambda *a: record(nonce='')",
        gives="limit",
    ),
    Forgery(
        id="naming that forges",
        body="from sandbox_child.solution import Solution\n    Solution._named = lambda *a: {'out': np.full(3, 777.0)}",
        gives="forged",
        quick=True,
    ),
    Forgery(
        id="the probe's own words",
        body="[o.sendall(b'forged' * 99) for o in gc.get_objects() if hasattr(o, 'sendall')]",
        gives="malformed limit died raised",
    ),
    Forgery(id="its keeper ended", body="os.kill(os.getppid(), signal.SIGKILL)", gives="died", quick=True),
    Forgery(id="its keeper stopped", body="os.kill(os.getppid(), signal.SIGSTOP)", gives="limit"),
]
FORGERIES = FORGED + IN_TIME + TAMPERED
