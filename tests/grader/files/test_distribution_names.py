"""What has to be installed for an import is named as pip names it."""

import pytest

from grader.files.distribution_names import distribution_of, distributions_of, named_in


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("ruamel", "ruamel-yaml"),
        ("pandas", "pandas"),
        ("sklearn", "scikit-learn"),
        ("surely_not_there", "surely-not-there"),
    ],
)
def test_a_module_has_its_distribution(module, name):
    assert distribution_of(module) == name


def test_what_is_always_there_is_not_named():
    assert distributions_of(["numpy", "IPython", "otter", "google", "pandas", "mpl_toolkits", "matplotlib"]) == [
        "matplotlib",
        "pandas",
    ]


@pytest.mark.parametrize(
    ("line", "name"), [("Pandas >= 2", "pandas"), ("scikit_learn[x]<2", "scikit-learn"), ("# a", ""), ("-r x", "")]
)
def test_a_line_of_requirements_names_a_distribution(line, name):
    assert named_in(line) == name
