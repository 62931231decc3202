"""What the reference loses, what the template earns and why a mistake is not named is told by name."""

import sys
from pathlib import Path

import pytest

from grader.errors import RubricError

MISTAKE = "mistakes/not_squared.py"
LINE = "    return abs(center(x)).mean(axis=0)\n"


def remarks(found, name="not_squared"):
    return next(one for one in found["mistakes"] if one["id"] == name).get("remarks", [])


def test_nothing_is_told_of_a_good_assignment(stats):
    found = stats.audited()
    assert found["reference_loses"] == found["template_earns"] == remarks(found) == []


def test_what_the_reference_loses_in_the_notebook_is_told_with_the_reason(stats):
    stats.change("rubric.toml", "most = 1e-9", "least = 1, most = 2")
    found = stats.audited()
    (lost,) = found["reference_loses"]
    assert lost == {
        "criterion": "notebook.outputs",
        "verdict": "fail",
        "score": 0,
        "max_score": 1,
        "why": "0 of 1 numbers that your notebook shows keep to their bounds. Behind `mean:` the right number is "
        "looked for. When it was run, cell 2 showed `0.0` there.",
    }
    assert not found["ok"]


def test_an_error_of_the_reference_in_the_sandbox_is_in_the_reason(stats):
    stats.change(
        "reference.py", "def variance(x):", "def variance(x):\n    open(__file__[:-12] + 'stats.npy').close()\n"
    )
    (stats.folder / "stats.npy").touch()
    (lost,) = stats.audited()["reference_loses"]
    assert lost["criterion"] == "variance.output"
    assert "FileNotFoundError" in lost["why"]


def test_the_reasons_are_in_the_language_asked_for(stats):
    stats.change("rubric.toml", "most = 1e-9", "least = 1, most = 2")
    assert stats.audited("zh")["reference_loses"][0]["why"].startswith("你的笔记本显示的 1 个数中有 0 个在范围之内。")


def test_what_the_template_earns_is_told_by_name(stats):
    stats.change("template/stats.py", "raise NotImplementedError", "return x - x.mean(axis=0)")
    found = stats.audited()
    earned = ["center.output", "notebook.runs", "notebook.outputs"]
    assert [one["criterion"] for one in found["template_earns"]] == earned
    assert [one["score"] for one in found["template_earns"]] == [2, 1, 1]
    assert not found["ok"]


def test_a_mistake_whose_function_raises_is_told_with_error_and_line(stats):
    stats.change(MISTAKE, "abs(center(x))", "abs(centre(x))")
    found = stats.audited()
    assert remarks(found) == [
        {
            "question": "variance",
            "why": "crashes",
            "error": "NameError: name 'centre' is not defined",
            "path": "mistakes/not_squared.py",
            "line": 7,
            "source": "return abs(centre(x)).mean(axis=0)",
            "failed_cases": 2,
            "cases": 2,
        }
    ]
    assert found["unaccepted"] == ["not_squared"]


def test_a_mistake_that_raises_in_one_case_is_told_though_it_is_named(stats):
    stats.change(MISTAKE, LINE, f"    if len(x) == 9:\n        raise ValueError(len(x))\n{LINE}")
    found = stats.audited()
    (remark,) = remarks(found)
    assert (remark["error"], remark["line"], remark["failed_cases"]) == ("ValueError: 9", 8, 1)
    assert found["ok"]


def test_the_line_is_the_mistake_s_own_though_the_reference_raises(stats):
    stats.change(MISTAKE, "abs(center(x))", "abs(center(None))")
    (remark,) = remarks(stats.audited())
    assert (remark["path"], remark["line"]) == (MISTAKE, 7)
    assert remark["error"].startswith("AttributeError")


def test_a_mistake_that_loads_here_but_not_in_the_sandbox_is_told_with_error_and_line(stats):
    stats.change(
        MISTAKE, "from ..", "open(__file__.replace('mistakes/not_squared.py', 'rubric.toml')).close()\nfrom .."
    )
    (remark,) = remarks(stats.audited())
    assert remark["error"].startswith("FileNotFoundError")
    assert (remark["path"], remark["line"]) == (MISTAKE, 1)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("import center", "import centre", "ImportError: cannot import name 'centre' from 'reference'"),
        ("from ..reference", "from reference", "ModuleNotFoundError"),
        ("def variance(x):", "def variance(x)", "SyntaxError"),
    ],
)
def test_a_mistake_that_does_not_load_is_refused_with_error_line_and_how_to_import(stats, monkeypatch, old, new, what):
    monkeypatch.setattr(sys, "path", [path for path in sys.path if not Path(path, "reference").is_dir()])
    monkeypatch.delitem(sys.modules, "reference", raising=False)
    stats.change(MISTAKE, old, new)
    with pytest.raises(RubricError) as caught:
        stats.load()
    assert f"not_squared.py, line {6 if what == 'SyntaxError' else 1}" in caught.value.where
    assert what in caught.value.what
    assert "from .. import" in caught.value.mend


def test_a_mistake_that_loses_nothing_is_told_so(stats):
    stats.change(MISTAKE, "abs(center(x))", "(center(x) ** 2)")
    assert remarks(stats.audited()) == [{"question": "variance", "why": "loses_nothing"}]


def test_a_mistake_that_another_hides_is_told_with_the_other_s_name(stats):
    text = (stats.folder / MISTAKE).read_text()
    (stats.folder / "mistakes/as_before.py").write_text(text)
    found = stats.audited()
    assert remarks(found) == [{"question": "variance", "why": "another", "named": "as_before"}]


def test_a_mistake_that_loses_points_without_a_name_is_told_so(stats):
    stats.change(MISTAKE, "return abs(center(x)).mean(axis=0)", "return x[0] * __import__('os').getpid()")
    (remark,) = remarks(stats.audited())
    assert (remark["question"], remark["why"]) == ("variance", "not_named")


def test_a_mistake_that_returns_another_number_of_values_is_told_so(stats):
    stats.change("rubric.toml", 'variance = ["v"]', 'variance = ["v", "n"]')
    stats.change("reference.py", "return (center(x) ** 2).mean(axis=0)", "return (center(x) ** 2).mean(axis=0), len(x)")
    stats.change("template/Stats.ipynb", "print(variance(x))", "pass")
    stats.change(MISTAKE, LINE, "    return 1, 2, 3\n")
    assert remarks(stats.audited()) == [{"question": "variance", "why": "returns", "got": "3", "expected": "v, n"}]


def test_a_mistake_that_ends_the_process_is_told_so(stats):
    stats.change(
        MISTAKE, LINE, "    import os\n    os._exit(0) if 'sandbox_child' in __import__('sys').modules else None\n"
    )
    assert remarks(stats.audited()) == [{"question": "variance", "why": "ended"}]


@pytest.mark.slow
def test_a_mistake_that_never_ends_is_told_with_the_limit(stats):
    stats.change("rubric.toml", "[accepted]", "[limits]\nscenario_cpu_seconds = 1\n[accepted]")
    stats.change(MISTAKE, LINE, "    while 'sandbox_child' in __import__('sys').modules:\n        pass\n")
    assert remarks(stats.audited()) == [{"question": "variance", "why": "stopped", "limit": "cpu"}]


@pytest.mark.parametrize("way", ["from .. import", "from ..reference import"])
def test_a_mistake_imports_from_a_reference_in_one_file(stats, way):
    stats.change(MISTAKE, "from ..reference import", way)
    assert stats.audited()["ok"]


def test_a_mistake_may_import_the_whole_file_of_the_reference(stats):
    stats.change(MISTAKE, "from ..reference import center", "from .. import reference")
    stats.change(MISTAKE, "abs(center(x))", "abs(reference.center(x))")
    assert stats.audited()["ok"]
