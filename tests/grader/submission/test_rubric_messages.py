"""A rubric that is wrong is refused with place, what, why and how to mend it."""

import pytest

from grader.assignment.loader import load_assignment
from grader.assignment.rubric_faults import error_of
from grader.assignment.rubric_file import Complaint
from grader.errors import RubricError


def _late(due, per_day, timezone="UTC"):
    return f"[gradebook.late]\ndue = {due}\nper_day = {per_day}\ntimezone = '{timezone}'\n[functions"


def test_a_good_rubric_becomes_an_assignment(tiny):
    found = tiny.load()
    assert [question.id for question in found.rubric.questions] == ["first", "second", "third"]
    assert found.rubric.functions["halve"].returns == (("out", "cache"), ("out",))
    assert [mistake.id for mistake in found.mistakes] == ["tripled"]
    assert set(found.scenarios) == {"doubled", "plain"}


def test_loading_twice_gives_modules_of_their_own(tiny):
    one, other = tiny.load(), tiny.load()
    assert one.sha256 == other.sha256
    assert one.reference.find("double") is not other.reference.find("double")


@pytest.mark.parametrize(
    "name", ["tiny.toml", "scenarios.py", "reference/__init__.py", "reference/mistakes/tripled.py", "template/m.py"]
)
def test_the_hash_changes_with_every_part(tiny, name):
    before = tiny.load().sha256
    with (tiny.folder / name).open("a") as file:
        file.write("\n# more\n")
    assert tiny.load().sha256 != before


@pytest.mark.parametrize(
    ("old", "new", "where", "what", "mend"),
    [
        ("seed = 1", "seed = ", "tiny.toml", "no valid TOML", "Mend the line"),
        ("grader/rubric/v1", "grader/rubric/v9", "schema", "grader/rubric/v9", 'schema = "grader/rubric/v1"'),
        ("tolerance = 1e-6", 'tolerance = "1e-6"', "criterion output, tolerance", "the text '1e-6'", "without quotes"),
        ("tolerance = 1e-6", "tolerance = -1", "criterion output, tolerance", "-1", "above 0"),
        ("tolerance = 1e-6", "tolerance = inf", "criterion output, tolerance", "inf", "finite"),
        ("points = 2", "points = 0", "criterion output, points", "the number 0", "above 0"),
        ("tolerance = 1e-6", "tolerence = 1e-6", "criterion output", "`tolerence` is not known", "`tolerance`"),
        ('title = "Tiny"', "", "assignment", "`title` is missing", "Add"),
        ('title = "Tiny"', "title = 3", "assignment, title", "the number 3", "in quotes"),
        ('title = "Tiny"', 'title = ""', "assignment, title", "empty", "Fill it in"),
        ('id = "tiny"', 'id = "Tiny One"', "assignment, id", "Tiny One", "tiny_one"),
        ('check = "runs"', 'check = "run"', "criterion runs, check", "'run'", "`runs`"),
        ('scenarios = ["doubled"]', 'scenarios = "doubled"', "scenarios", "the text", "square brackets"),
        ("[functions", '[gradebook]\nattempts = "first"\n[functions', "gradebook, attempts", "'first'", "last"),
        ("[functions", _late('"soon"', 0.1), "late, due", "the text 'soon'", "a date with a time"),
        ("[functions", _late("2026-10-01", 0.1), "late, due", "date", "a date with a time"),
        ("[functions", _late("2026-10-01T12:00:00", 1.5), "late, per_day", "1.5", "at most 1"),
        ("[functions", _late("2026-10-01T12:00:00", -1), "late, per_day", "-1", "at least 0"),
        ("[functions", _late("2026-10-01T12:00:00", 1, "Paris"), "late, timezone", "'Paris'", "Europe/Berlin"),
        (
            "[functions",
            '[gradebook]\nappeals = "javascript:x"\n[functions',
            "appeals",
            "neither an address",
            "https://",
        ),
        ("[functions", '[gradebook]\nappeals = "mailto:a b"\n[functions', "appeals", "neither an address", "mailto:"),
        ('scenarios = ["doubled"]', 'scenarios = ["doubler"]', "scenarios", "`doubler` is not", "`doubled`"),
        ('scenario = "doubled"', 'scenario = "plain"', "criterion gradient, scenario", "no `forward`", "def forward"),
        ("{ only = 1e-4 }", "{ other = 1e-4 }", "case_tolerances", "`other` is not a case", "only"),
        ('function = "double"', 'function = "duble"', "question first, function", "`duble` is not", "`double`"),
        ('layers = ["double"]', 'layers = ["none"]', "question second, layers", "`none` is not", "There are"),
        ('builds_on = ["first"]', 'builds_on = ["third"]', "builds_on", "not an earlier question", "first"),
        ('requires = ["first"]', 'requires = ["fourth"]', "requires", "`fourth` is not a question", "There are"),
        ('id = "second"', 'id = "first"', "tiny.toml", "more than once", "Rename"),
        ('id = "outputs"', 'id = "runs"', "question third", "`runs` stands here more than once", "Rename"),
        ('outputs = ["out"]', 'outputs = ["out", "out"]', "outputs", "more than once", "Rename"),
        (
            'id = "third"',
            'id = "third"\nforbidden = ["scipy"]',
            "question third, forbidden",
            "without `function`",
            "Name",
        ),
        ('cells = [{ tag = "a" }]', "cells = [{}]", "cells 1", "does not say which cell", "tag"),
        ('cell = { tag = "b" }, most = 1', 'cell = { tag = "b" }', "shown 1", "no bounds", "most"),
        ('wrt = { out = "x" }', 'wrt = { out = "x" }\nshares = { dx = 1 }', "shares", "the shares are of dx", "same"),
        ('[["out", "cache"], ["out"]]', '["out", ["cache"]]', "halve", "side by side", "alternatives"),
        ('scenarios = "scenarios.py"', 'scenarios = "none.py"', "assignment, scenarios", "no none.py", "Correct"),
        ('scenarios = "scenarios.py"', 'scenarios = "\\u0000"', "assignment, scenarios", "there is no", "Correct"),
        ('notebook = "Tiny.ipynb"', 'notebook = "None.ipynb"', "assignment, notebook", "no None.ipynb", "Correct"),
        ('double = ["out"]', 'double = ["out"]\ntriple = ["out"]', "reference", "lacks `triple`", "Define it"),
        ('double = ["out"]', 'double = ["out"]\nattempt = ["out"]', "tiny.toml", "called `attempt`", "another name"),
        ("loss = [[", "more = [[", "reference", "lacks `Net.more`", "Define it"),
        ("seed = 1", "seed = -1", "assignment, seed", "the number -1", "at least 0"),
        ("seed = 1", "seed = 1.5", "assignment, seed", "the number 1.5", "a whole number"),
        ("seed = 1", "seed = true", "assignment, seed", "seed is true", "a whole number"),
        ("seed = 1", "seed = 2020-01-01", "assignment, seed", "the date 2020-01-01", "a whole number"),
        ("points = 2", "points = -2", "criterion output, points", "the number -2", "above 0"),
        ("points = 2", 'points = "two"', "criterion output, points", "the text 'two'", "Put a number"),
        ('scenarios = ["doubled"]', 'scenarios = [""]', "scenarios 1", "entry 1 of scenarios is empty", "Fill it in"),
        ('scenarios = ["doubled"]', "scenarios = []", "scenarios", "scenarios is empty", "Fill it in"),
        ('scenarios = ["doubled"]', "scenarios = [3]", "scenarios 1", "the number 3", "in quotes"),
        ('requires = ["first"]', "requires = 3", "requires", "the number 3", "a list"),
        ("{ only = 1e-4 }", '{ only = "x" }', "case_tolerances, only", "only is the text 'x'", "a number"),
        ('wrt = { out = "x" }', "wrt = { out = 3 }", "criterion gradient, wrt, out", "the number 3", "in quotes"),
        ('[["out", "cache"], ["out"]]', "3", "functions, m.py, halve", "the number 3", "a list"),
        ("points = 2", "points = nan", "criterion output, points", "nan", "finite"),
        ('double = ["out"]', "double = 3", "functions, m.py, double", "the number 3", "a list"),
        ("loss = [[", "loss = [[], [", "classes, m.py, Net, loss", "is empty", "Fill it in"),
        ("[assignment]", "[asignment]", "tiny.toml", "`asignment` is not known", "`assignment`"),
        ("[assignment]", "[limits]\nmemory_mib = 0\n[assignment]", "limits, memory_mib", "the number 0", "at least 1"),
        ("[assignment]", "[limits]\nmemory = 1\n[assignment]", "limits", "`memory` is not known", "`memory_mib`"),
        ('cell = { tag = "c" }', "cell = {}", "criterion answer, cell", "does not say which cell", "tag"),
        ('cell = { tag = "c" }', 'cell = { tga = "c" }', "cell", "`tga` is not known", "`tag`"),
        ('mistakes = "reference/mistakes"', 'mistakes = "tiny.toml"', "tiny.toml", "it is a file", "Name the folder"),
        ('template = "template"', 'template = "tiny.toml"', "assignment, template", "is a file", "Name the folder"),
    ],
)
def test_a_fault_in_the_file_is_refused(tiny, old, new, where, what, mend):
    tiny.spoil("tiny.toml", old, new)
    error = tiny.refused()
    assert where in error.where
    assert what in error.what
    assert mend in error.mend


@pytest.mark.parametrize(
    ("added", "where", "what", "mend"),
    [
        ("practice_seed = 1", "assignment, practice_seed", "the seed of the hidden inputs", "another number"),
        ('variables = ["a b"]', "assignment, variables", "'a b' is no name", "Write the name"),
        ('variables = ["class"]', "assignment, variables", "'class' is no name", "Write the name"),
        ('variables = ["double"]', "tiny.toml", "`double` stands here more than once", "Rename"),
        ('preload = ["a b"]', "assignment, preload", "'a b' is no name of a module", "as in an import"),
        ('preload = ["torch", "torch"]', "assignment, preload", "more than once", "Rename"),
        ('variables = ["answer"]', "assignment, reference", "lacks `answer`", "Define it"),
        ('given = ["double"]', "assignment, given", "`double` is given out", "out of `given`"),
        ('given = ["Net.loss"]', "assignment, given", "`Net.loss` is given out", "out of `given`"),
        ('given = ["helper"]', "assignment, reference", "lacks `helper`", "Define it"),
        ("skip = [{}]", "assignment, skip 1", "does not say which cell", "tag"),
        ('skip = ["slow"]', "assignment, skip 1", "the text 'slow'", "a table"),
        ('forbidden = ["numpy/linalg"]', "assignment, forbidden", "'numpy/linalg' is no name", "full name"),
        ('packages = ["torch>=2"]', "assignment, packages", "'torch>=2' is no name", "full name"),
        ('forbidden = ["np.linalg.inv"]', "assignment, forbidden", "begins with `np`", '`"numpy.linalg.inv"`'),
        ('forbidden_costs = "al"', "assignment, forbidden_costs", "'al'", "Did you mean"),
        ('locked = ["n.py"]', "assignment, locked", "the template holds no n.py", "Correct the path"),
        ('locked = ["m.py"]', "assignment, locked", "m.py is locked, and students write in it", "out of `locked`"),
        ('locked = ["Tiny.ipynb"]', "assignment, locked", "Tiny.ipynb is locked, and students", "out of `locked`"),
        ('locked = ["../tiny.toml"]', "assignment, locked", "the template holds no ../tiny.toml", "Correct the path"),
    ],
)
def test_what_is_asked_of_notebook_and_template_must_be_there(tiny, added, where, what, mend):
    tiny.spoil("tiny.toml", "seed = 1", f"seed = 1\n{added}")
    error = tiny.refused()
    assert where in error.where
    assert what in error.what
    assert mend in error.mend


@pytest.mark.parametrize(
    ("entry", "what", "mend"),
    [
        ('thripled = "seen too late"', "`thripled` is not a mistake", "`tripled`"),
        ('"first.outptu" = "idle"', "`first.outptu` is not a mistake", "`first.output`"),
        ('"tripled and nothing" = "alike"', "`tripled and nothing` is not a mistake", "tripled"),
        ('"first.output: otu" = "small"', "`first.output: otu` is not a mistake", "`first.output: out`"),
        ('"doubled/onyl" = "fixed"', "`doubled/onyl` is not a mistake", "`doubled/only`"),
        ("tripled = 3", "the number 3", "in quotes"),
        ('tripled = ""', "tripled is empty", "Fill it in"),
    ],
)
def test_an_accepted_weakness_must_exist_and_have_a_reason(tiny, entry, what, mend):
    tiny.spoil("tiny.toml", "[[question]]", f"[accepted]\n{entry}\n[[question]]")
    error = tiny.refused()
    assert "accepted" in error.where
    assert what in error.what
    assert mend in error.mend


@pytest.mark.parametrize(
    ("name", "old", "new", "where", "what"),
    [
        ("scenarios.py", "class doubled:", "class doubled(", "scenarios.py, line", "SyntaxError"),
        ("scenarios.py", "class doubled:", "1 / 0\nclass doubled:", "scenarios.py, line 2", "ZeroDivisionError"),
        ("scenarios.py", '"""Doubling doubles."""', "", "scenario doubled", "no docstring"),
        ("scenarios.py", 'return {"out": s.double', "import os; return {'out': s.double", "doubled", "`import`"),
        ("scenarios.py", 'return {"out": s.double', 'return {"out": open and s.double', "doubled", "`open`"),
        ("scenarios.py", 'return {"out": s.double', 'return {"out": helper and s.double', "doubled", "`helper`"),
        (
            "reference/__init__.py",
            "def double",
            "import no_such_module\ndef double",
            "__init__.py",
            "`no_such_module`, which is not installed",
        ),
        ("reference/mistakes/tripled.py", "TITLE", "TITEL", "tripled.py", "`TITLE` is missing"),
        ("reference/mistakes/tripled.py", '"major"', '"huge"', "tripled.py", "'huge'"),
        ("reference/mistakes/tripled.py", "def double", "def triple", "tripled.py", "'triple'"),
        ("reference/__init__.py", "def double", "raise SystemExit(2)\ndef double", "py, line 2", "SystemExit: 2"),
        ("reference/__init__.py", "def double", "exit(9)\ndef double", "py, line 2", "SystemExit: 9"),
    ],
)
def test_a_fault_in_the_code_beside_it_is_refused(tiny, name, old, new, where, what):
    tiny.spoil(name, old, new)
    error = tiny.refused()
    assert where in error.where
    assert what in error.what


def test_a_fault_of_a_kind_not_known_yet_is_told_all_the_same():
    place = {"where": "tiny.toml, assignment, seed", "keys": ("assignment", "seed"), "value": 1}
    fault = error_of(Complaint(said="Too odd", kinds={}, **place))
    assert (fault.what, fault.mend) == ("Too odd.", "Put another one there.")


def test_a_rubric_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(RubricError, match="cannot be read"):
        load_assignment(tmp_path / "none.toml")


def test_a_reference_that_is_no_package_is_refused(tiny):
    (tiny.folder / "empty").mkdir()
    tiny.spoil("tiny.toml", 'reference = "reference"', 'reference = "empty"')
    assert "no Python file or package" in tiny.refused().what


def test_a_byte_order_mark_does_no_harm(tiny):
    tiny.write("tiny.toml", (tiny.folder / "tiny.toml").read_text(), encoding="utf-8-sig")
    assert tiny.load().rubric.id == "tiny"


def test_a_rubric_in_another_encoding_is_refused(tiny):
    tiny.write("tiny.toml", (tiny.folder / "tiny.toml").read_text().replace("Tiny", "Ti\xf1y"), encoding="latin-1")
    assert "no valid TOML" in tiny.refused().what


def test_what_is_asked_besides_questions_reaches_the_rubric(tiny):
    tiny.spoil("reference/__init__.py", "def double", "answer = 3\ndef double")
    tiny.write("template/help.py", "")
    asked = 'preload = ["torch"]\nvariables = ["answer"]\nskip = [{ tag = "slow" }]\nlocked = ["help.py"]'
    tiny.spoil("tiny.toml", "seed = 1", f"seed = 1\n{asked}")
    rubric = tiny.load().rubric
    assert (rubric.variables, rubric.locked, rubric.preload) == (("answer",), ("help.py",), ("torch",))
    assert rubric.skip[0].holds("pass", ["slow"])


def test_each_kind_of_weakness_can_be_accepted(tiny):
    tiny.write("reference/mistakes/other.py", (tiny.folder / "reference/mistakes/tripled.py").read_text())
    reasons = {
        "tripled": "rare",
        "tripled and other": "alike",
        "tripled in first": "?",
        "trip*": "?",
        "second.gradient": "no such mistake is known",
        "first.output: out": "small",
        "doubled/only": "fixed",
        "cell 2": "it fails",
        "import torch": "not installed",
    }
    entries = "\n".join(f'"{name}" = "{reason}"' for name, reason in reasons.items())
    tiny.spoil("tiny.toml", "[[question]]", f"[accepted]\n{entries}\n[[question]]")
    assert tiny.load().rubric.accepted == reasons
