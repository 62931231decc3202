"""Platforms are found by name, ours at once, others by an entry point; one that cannot be used is a clear error."""

import pytest

from grader.errors import CallerError
from grader.platforms import registry
from grader.platforms.registry import BUILT_IN, exporter_of, importer_of, other_names, platform_of


def test_a_platform_of_ours_is_found_without_looking_at_packages(monkeypatch):
    monkeypatch.setattr(registry, "entry_points", lambda **_: pytest.fail("packages were searched"))
    assert [platform_of(name).name for name in BUILT_IN] == list(BUILT_IN)


def test_another_package_brings_a_platform(installed):
    installed("from grader.platforms.platform import Platform\nPLATFORM = Platform(name='other', title='Other')\n")
    assert other_names() == ("other",)
    assert platform_of("other").title == "Other"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("raise OSError('no disk')", r"`other` cannot be loaded \(OSError: no disk\)"),
        ("raise SystemExit(0)", r"`other` cannot be loaded \(SystemExit: 0\)"),
        ("PLATFORM = 3", "is no platform called `other`"),
        (
            "from grader.platforms.platform import Platform\nPLATFORM = Platform(name='else', title='')",
            "is no platform called `other`",
        ),
    ],
)
def test_a_package_that_cannot_be_used_is_told_by_name(installed, source, told):
    installed(source)
    with pytest.raises(CallerError, match=told) as caught:
        platform_of("other")
    assert caught.value.where == "package other-platform, entry point other"


def test_two_packages_with_one_name_are_both_named(installed, tmp_path):
    installed("")
    info = tmp_path / "twin-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: twin\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[grader.platforms]\nother = twin:PLATFORM\n")
    with pytest.raises(CallerError, match=r"several packages .*: other_platform:PLATFORM, twin"):
        platform_of("other")


def test_a_name_of_nobody_is_refused():
    with pytest.raises(CallerError, match="no platform called `nix`"):
        platform_of("nix")


def test_a_platform_without_a_way_in_or_back_says_so():
    with pytest.raises(CallerError, match="nothing can be exported to it"):
        exporter_of("folder")
    with pytest.raises(CallerError, match="nothing can be imported from it"):
        importer_of("junit")
