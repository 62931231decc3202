"""The code beside a rubric is loaded under private names, with all that lies in its folder."""

import sys


def test_modules_in_folders_of_the_reference_are_loaded_too(tiny):
    tiny.write("reference/sub/__init__.py", "")
    tiny.write("reference/sub/deep.py", "def deep():\n    return 1\n")
    modules = tiny.load().reference.modules
    assert [module.__name__.partition(".")[2] for module in modules] == ["", "sub", "sub.deep"]


def test_a_nested_module_that_fails_is_named(tiny):
    tiny.write("reference/sub/__init__.py", "")
    tiny.write("reference/sub/deep.py", "\n1 / 0\n")
    error = tiny.refused()
    assert "deep.py, line 2" in error.where
    assert "ZeroDivisionError" in error.what


def test_a_mistake_reaches_functions_that_a_nested_module_uses(tiny):
    tiny.write("reference/sub/__init__.py", "")
    tiny.write("reference/sub/deep.py", "from .. import double\ndef four(x):\n    return double(double(x))\n")
    found = tiny.load()
    deep = found.reference.modules[-1]
    with found.reference.replaced(found.mistakes[0].overrides):
        assert deep.four(1) == 9
    assert deep.four(1) == 4


def test_what_is_run_as_a_program_is_not_loaded(tiny):
    tiny.write("reference/__main__.py", "raise SystemExit(1)\n")
    assert len(tiny.load().reference.modules) == 1


def test_the_reference_may_be_one_file(tiny):
    tiny.write("solved.py", (tiny.folder / "reference/__init__.py").read_text())
    tiny.spoil("tiny.toml", 'reference = "reference"', 'reference = "solved.py"')
    assert tiny.load().reference.find("double")(2) == 4


def test_a_mistake_imports_from_a_reference_in_one_file_by_its_name(tiny):
    tiny.write("solved.py", (tiny.folder / "reference/__init__.py").read_text())
    tiny.spoil("tiny.toml", 'reference = "reference"', 'reference = "solved.py"')
    tiny.spoil("reference/mistakes/tripled.py", "TITLE", "from ..solved import double as _right\nTITLE")
    tiny.spoil("reference/mistakes/tripled.py", "3 * x", "_right(_right(x))")
    (mistake,) = tiny.load().mistakes
    assert mistake.overrides["double"](1) == 4


def test_mistakes_need_no_package_file(tiny):
    (tiny.folder / "reference/mistakes/__init__.py").unlink()
    assert [mistake.id for mistake in tiny.load().mistakes] == ["tripled"]


def test_mistakes_may_lie_elsewhere_and_use_what_lies_beside_them(tiny):
    tiny.spoil("tiny.toml", 'mistakes = "reference/mistakes"', 'mistakes = "wrong"')
    text = (tiny.folder / "reference/mistakes/tripled.py").read_text()
    tiny.write(
        "wrong/other.py",
        text.replace("return 3 * x", "return FACTOR * x").replace("TITLE", "from ._five import FACTOR\nTITLE"),
    )
    tiny.write("wrong/_five.py", "FACTOR = 5\n")
    (mistake,) = tiny.load().mistakes
    assert mistake.overrides["double"](1) == 5


def test_a_package_file_of_the_mistakes_that_fails_is_refused(tiny):
    tiny.write("reference/mistakes/__init__.py", "raise SystemExit(3)\n")
    error = tiny.refused()
    assert "mistakes/__init__.py, line 1" in error.where
    assert "SystemExit: 3" in error.what


def test_an_error_from_deep_within_a_library_is_placed_at_the_instructors_line(tiny):
    tiny.spoil("scenarios.py", "class doubled", "import json\njson.loads('{')\nclass doubled")
    assert tiny.refused().where.endswith("scenarios.py, line 3")


def test_no_public_name_is_taken(tiny):
    before = set(sys.modules)
    tiny.load()
    assert all(name.startswith("_grader_private_") for name in set(sys.modules) - before)
