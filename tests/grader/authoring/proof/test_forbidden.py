"""An audit refuses a rubric whose reference does what it forbids, and names a template that gives it out."""

MEAN = 'function = "center"'


def test_a_reference_that_uses_what_is_forbidden_is_refused(stats):
    stats.change("reference.py", "x - x.mean(axis=0)", "x - __import__('numpy').mean(x, axis=0)")
    stats.change("rubric.toml", MEAN, f'{MEAN}\nforbidden = ["numpy.mean"]')
    found = stats.audited()
    assert found["reference_uses"] == [{"question": "center", "used": "numpy.mean", "path": "__init__.py", "line": 3}]
    assert not found["ok"]


def test_a_reference_without_it_is_proved(stats):
    stats.change("rubric.toml", MEAN, f'{MEAN}\nforbidden = ["scipy"]')
    assert stats.audited()["ok"]


def test_a_template_that_gives_it_out_is_named_until_it_is_accepted(stats):
    stats.change(
        "template/stats.py", "def center", "import numpy as np\ndef helper(x):\n    return np.mean(x)\ndef center"
    )
    stats.change("rubric.toml", MEAN, f'{MEAN}\nforbidden = ["numpy.mean"]')
    found = stats.audited()
    assert found["template_uses"] == [
        {"weakness": "forbidden numpy.mean in stats.py", "used": "numpy.mean", "path": "stats.py", "line": 3}
    ]
    assert found["unaccepted"] == ["forbidden numpy.mean in stats.py"]
    stats.accept("forbidden numpy.mean in stats.py")
    assert stats.audited()["ok"]


def test_a_known_mistake_may_get_its_numbers_by_what_is_forbidden(stats):
    stats.change("mistakes/over_rows.py", "x - x.mean(axis=1, keepdims=True)", "x - np.mean(x, axis=1, keepdims=True)")
    stats.change("mistakes/over_rows.py", "def center", "import numpy as np\ndef center")
    stats.change("rubric.toml", MEAN, f'{MEAN}\nforbidden = ["numpy.mean"]')
    assert stats.audited()["ok"]
