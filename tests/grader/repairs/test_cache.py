"""What was found is kept by the text of the code that it depends on."""

from grader.edits.edit import EditKind
from grader.edits.function_code import functions_in
from grader.model.repair import RepairProof
from grader.repairs.cache import RepairCache, cached, key_of
from grader.repairs.targets import Target

SOURCE = "def helper(x):\n    return x\n\n\ndef f(x):\n    return helper(x) + 1\n\n\ndef other(x):\n    return x\n"


def targets(source):
    return [Target(code=code, path="m.py") for code in functions_in(source).values()]


def key(source, **about):
    return key_of(["f"], targets(source), about)


def test_what_a_function_does_not_use_does_not_count():
    assert key(SOURCE) == key(SOURCE.replace("def other(x):\n    return x", "def other(x):\n    return 2 * x"))
    assert key(SOURCE) == key(f"# one line more\n{SOURCE}")


def test_the_function_and_its_helpers_count():
    assert key(SOURCE) != key(SOURCE.replace("+ 1", "+ 2"))
    assert key(SOURCE) != key(SOURCE.replace("def helper(x):\n    return x", "def helper(x):\n    return 2 * x"))
    assert key(SOURCE) != key(f"EPS = 1e-5\n{SOURCE}")
    assert key(SOURCE) != key(SOURCE, rubric="b")


def test_an_edit_is_found_again_further_down_in_another_file(tmp_path):
    before, after = targets(SOURCE), targets(f"# moved\n\n{SOURCE}")
    target = next(target for target in before if target.code.name == "f")
    edit = target.code.edit(EditKind.NUMBER, target.code.statements[0].value.right, "2", bare=True)
    cache = RepairCache(tmp_path / "repairs")
    cache.put("k", cached([(target, edit)], 7, RepairProof(cases=1, fresh=2, gradients=3)))
    (moved, again), *rest = cache.get("k").changes(after)
    assert not rest
    assert moved.code.with_edit(again) == "def f(x):\n    return helper(x) + 2"
    assert again.line == edit.line + 2
    assert cache.get("k").tried == 7


def test_what_cannot_be_read_is_unknown(tmp_path):
    (tmp_path / "k.json").write_text("{")
    assert RepairCache(tmp_path).get("k") is None
    assert RepairCache(None).get("k") is None


def test_a_function_that_two_files_define_is_not_taken_for_the_other():
    target = targets(SOURCE)[1]
    edit = target.code.edit(EditKind.NUMBER, target.code.statements[0].value.right, "2")
    assert cached([(target, edit)], 1, None).changes([*targets(SOURCE), *targets(SOURCE)]) is None
