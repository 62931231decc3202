"""A release holds nothing that students must not see, and what is planted in one is found."""

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest

from grader.assignment.loader import load_assignment
from grader.checks.answer import answers_of
from grader.errors import RubricError
from grader.probes.expected import expect
from grader.release.build import release
from grader.release.leaks import leaks
from grader.release.practice import practice_of, practice_rubric
from grader.release.student_folder import course

ROOT = Path(__file__).parents[3]
RUBRICS = [*sorted(ROOT.glob("rubrics/*ion.toml")), ROOT / "rubrics/fully_connected.toml"]
RUBRICS += sorted(ROOT.glob("examples/tasks/*/rubric.toml"))


class Shipped:
    def __init__(self, rubric):
        self.rubric, self.assignment = rubric, load_assignment(rubric)
        self.hidden, self.practice = expect(self.assignment), practice_of(self.assignment)
        self.files = course(self.assignment, "en", self.practice)

    def leaks(self, **planted):
        files = {**self.files, **{name.replace("__", "."): content for name, content in planted.items()}}
        return leaks(files, self.assignment, self.rubric, self.hidden, self.practice)


@pytest.fixture(scope="module")
def shipped():
    return Shipped(ROOT / "rubrics/batch_normalization.toml")


@pytest.mark.slow
@pytest.mark.parametrize("rubric", RUBRICS, ids=lambda path: path.parent.name + "-" + path.stem)
def test_nothing_leaks_from_what_is_shipped(rubric):
    assert Shipped(rubric).leaks() == []


def _planted(shipped):
    """Things that must not be given out, by what is said of them."""
    reference, mistakes = ROOT / "reference", ROOT / "reference/mistakes"
    hidden = next(array for values in shipped.hidden.inputs.values() for array in values.values() if np.size(array) > 8)
    expected = next(values["out"] for values in shipped.hidden.values.values() if "out" in values)
    layer = (reference / "batchnorm.py").read_text()
    return {
        "code of batchnorm.py": layer.encode(),
        "code of layernorm.py": ("# " + (reference / "layernorm.py").read_text().replace("\n", "\n# ")).encode(),
        "code of _backward.py": (mistakes / "_backward.py").read_bytes(),
        "the seed": b"rng = default_rng([271828, 3])",
        "hidden input": hidden.tobytes(),
        "hidden expected value": np.asarray(expected).tobytes(),
        "the mark": b"### BEGIN SOLUTION\n",
        "a text for staff": next(iter(shipped.assignment.rubric.accepted.values())).encode(),
    }


@pytest.mark.slow
def test_what_is_planted_is_found(shipped):
    for what, content in _planted(shipped).items():
        assert any(what in leak.what for leak in shipped.leaks(notes__txt=content)), what


@pytest.mark.slow
def test_a_number_that_is_written_out_is_found(shipped):
    hidden = next(array for values in shipped.hidden.inputs.values() for array in values.values() if np.size(array) > 8)
    assert shipped.leaks(notes__txt=repr(float(np.ravel(hidden)[0])).encode())


@pytest.mark.slow
def test_what_is_packed_is_found_and_its_place_named(shipped):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("deep/solution.py", (ROOT / "reference/layernorm.py").read_text())
    found = shipped.leaks(extra__zip=inner.getvalue())
    assert {leak.where for leak in found} == {"extra.zip: deep/solution.py"}


def test_a_template_that_still_holds_a_solution_is_refused(tiny, tmp_path):
    tiny.spoil("tiny.toml", "seed = 1", "seed = 4711")
    tiny.write(
        "reference/__init__.py",
        (tiny.folder / "reference/__init__.py").read_text().replace("2 * x", "np.add(x, x) * 1"),
    )
    tiny.spoil("reference/__init__.py", "\n", "\nimport numpy as np\n")
    tiny.write("template/old.py", "import numpy as np\ndef double(x):\n    return np.add(x, x) * 1\n")
    with pytest.raises(RubricError) as caught:
        release(tiny.folder / "tiny.toml", tmp_path / "out")
    assert "old.py: code of __init__.py, double" in caught.value.what
    assert not (tmp_path / "out").exists()


HELPER = "def helper(x):\n    return np.add(x, x) * 1\n"


def test_a_helper_that_the_rubric_gives_out_may_be_in_the_release(tiny, tmp_path):
    tiny.write(
        "reference/__init__.py", f"import numpy as np\n{HELPER}" + (tiny.folder / "reference/__init__.py").read_text()
    )
    tiny.write("template/old.py", "import numpy as np\nclass A:\n    def other(x):\n        return np.add(x, x) * 1\n")
    with pytest.raises(RubricError, match=r"old\.py: code of __init__\.py, helper"):
        release(tiny.folder / "tiny.toml", tmp_path / "out")
    tiny.spoil("tiny.toml", "seed = 1", 'seed = 1\ngiven = ["helper"]')
    assert release(tiny.folder / "tiny.toml", tmp_path / "out").archive.is_file()


@pytest.mark.parametrize("given", ["np.array([np.nan, 0.1234567, 0.7654321])", "np.array([0.0] * 9 + [1e-5, 2.5e-5])"])
def test_nan_and_numbers_that_stand_in_any_code_are_no_leak(tiny, tmp_path, given):
    tiny.spoil("scenarios.py", 'return {"x": rng.normal(size=3)}', f'return {{"x": {given} * rng.integers(1, 10**6)}}')
    tiny.spoil("scenarios.py", "class doubled", "import numpy as np\nclass doubled")
    tiny.spoil("tiny.toml", 'check = "gradient"', 'check = "matches"')
    tiny.spoil(
        "tiny.toml",
        'scenario = "doubled"\noutput = "out"\nwrt = { out = "x" }',
        'scenarios = ["plain"]\noutputs = ["out"]',
    )
    assert release(tiny.folder / "tiny.toml", tmp_path / "out").archive.is_file()


def test_an_expected_answer_is_for_staff_alone():
    shipped = Shipped(ROOT / "examples/tasks/spectral_filter/rubric.toml")
    assert "ringing.answer" in answers_of(shipped.assignment.rubric)
    expected = answers_of(shipped.assignment.rubric)["ringing.answer"].expected
    assert "sinc" in expected
    assert shipped.leaks() == []
    assert answers_of(practice_rubric(shipped.assignment))["ringing.answer"].expected == ""
    assert "a text for staff" in [leak.what for leak in shipped.leaks(notes__md=expected.encode())]
