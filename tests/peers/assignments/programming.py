# ruff: noqa: E501 - cells as their authors write them
"""Plain Python: texts, dictionaries, recursion, exceptions, a class."""

from tests.grader.authoring.sources import code, graded, manual, notebook, solution, text

FORM = "nbgrader"
FILES: dict[str, str] = {}
POINTS = 17
SOURCE = notebook(
    text("# Programming 1, sheet 5"),
    text("## Words"),
    solution("count_words", 'def count_words(line):\n    """How often each word is in a line, in small letters."""\n    ### BEGIN SOLUTION\n    found = {}\n    for word in line.lower().split():\n        found[word] = found.get(word, 0) + 1\n    return found\n    ### END SOLUTION'),
    graded("count_simple", 1, 'assert count_words("a b a") == {"a": 2, "b": 1}\nassert count_words("") == {}'),
    graded("count_case", 1, 'assert count_words("The the THE") == {"the": 3}\n### BEGIN HIDDEN TESTS\nassert count_words("A\\tb\\n a") == {"a": 2, "b": 1}\n### END HIDDEN TESTS'),
    text("## Caesar"),
    solution("caesar", "def caesar(message, shift):\n    ### BEGIN SOLUTION\n    out = ''\n    for c in message:\n        if c.isalpha():\n            base = ord('A') if c.isupper() else ord('a')\n            out += chr((ord(c) - base + shift) % 26 + base)\n        else:\n            out += c\n    return out\n    ### END SOLUTION"),
    graded("caesar_text", 2, "assert caesar('abc xyz', 3) == 'def abc'\nassert caesar('Hello, World!', 0) == 'Hello, World!'"),
    graded("caesar_back", 2, "### BEGIN HIDDEN TESTS\nfor shift in range(-30, 30, 7):\n    assert caesar(caesar('Ab, z!', shift), -shift) == 'Ab, z!'\n### END HIDDEN TESTS"),
    text("## Towers"),
    solution("hanoi", "def hanoi(n, a='A', b='B', c='C'):\n    ### BEGIN SOLUTION\n    if n == 0:\n        return []\n    return hanoi(n - 1, a, c, b) + [(a, c)] + hanoi(n - 1, b, a, c)\n    ### END SOLUTION"),
    graded("hanoi_moves", 3, "points = 0\nif hanoi(1) == [('A', 'C')]:\n    points += 0.5\nif len(hanoi(5)) == 31:\n    points += 1\nif hanoi(2) == [('A', 'B'), ('A', 'C'), ('B', 'C')]:\n    points += 1.5\npoints"),
    text("## Account"),
    solution("account", "class Account:\n    ### BEGIN SOLUTION\n    def __init__(self, owner, balance=0):\n        self.owner, self.balance = owner, balance\n\n    def deposit(self, amount):\n        if amount <= 0:\n            raise ValueError('amount must be positive')\n        self.balance += amount\n        return self.balance\n\n    def __repr__(self):\n        return f'Account({self.owner!r}, {self.balance})'\n    ### END SOLUTION"),
    graded("account_deposit", 2, "a = Account('Ada', 10)\nassert a.deposit(5) == 15\nassert a.balance == 15 and a.owner == 'Ada'"),
    graded("account_error", 1, "a = Account('Ada')\ntry:\n    a.deposit(-1)\n    assert False, 'no error'\nexcept ValueError as e:\n    assert 'positive' in str(e)\nassert a.balance == 0"),
    graded("account_repr", 1, "assert repr(Account('Bob', 3)) == \"Account('Bob', 3)\""),
    text("## Primes"),
    solution("primes", "def primes():\n    ### BEGIN SOLUTION\n    n = 2\n    while True:\n        if all(n % d for d in range(2, int(n ** 0.5) + 1)):\n            yield n\n        n += 1\n    ### END SOLUTION"),
    graded("primes_first", 2, "source = primes()\nassert [next(source) for _ in range(5)] == [2, 3, 5, 7, 11]\nfrom itertools import islice\nassert sum(islice(primes(), 10)) == 129"),
    manual("style", 2, "I use short functions."),
    code("print(caesar('Hello', 1))"),
)  # fmt: skip
WRONG = {
    "letters": (("line.lower().split()", "line.split()"), ("base = ord('A') if c.isupper() else ord('a')", "base = ord('a')"), ("{self.owner!r}", "{self.owner}")),
    "moves": (("[(a, c)]", "[(a, b)]"), ("raise ValueError('amount must be positive')", "return None"), ("yield n\n", "yield n + 1\n")),
    "prints": (("return found", "print(found)"), ("return self.balance", "print(self.balance)"), ("[(a, c)] + hanoi(n - 1, b, a, c)", "[(a, c)]")),
}  # fmt: skip
