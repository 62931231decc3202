"""The argument that names a platform: one of ours, or one that an installed package brings."""

from __future__ import annotations

from collections.abc import Sequence

import click

from grader.platforms.registry import other_names


class PlatformName(click.ParamType):  # type: ignore[type-arg]  # a generic class in later versions of click only
    """A choice among our platforms; installed packages are searched only for another name, for help and for errors."""

    name = "platform"

    def __init__(self, built_in: Sequence[str]) -> None:
        """Begin with the platforms of this package.

        Args:
            built_in: their names.
        """
        self.built_in = tuple(built_in)

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name; fails where no platform has it."""
        if value in self.built_in:
            return value
        return str(click.Choice(self._all()).convert(value, param, ctx))

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """Return the names for the help."""
        return f"{{{'|'.join(self._all())}}}"

    def _all(self) -> list[str]:
        return [*self.built_in, *other_names()]
