"""The command-line type of a platform's name, built in or brought by an installed package."""

from __future__ import annotations

from collections.abc import Sequence

import click

from grader.platforms.registry import other_names


class PlatformName(click.ParamType):  # type: ignore[type-arg]  # a generic class in later versions of click only
    """A choice of platforms; installed packages are searched only for a name that is not built in, help and errors."""

    name = "platform"

    def __init__(self, built_in: Sequence[str]) -> None:
        """Take the platforms of this package.

        Args:
            built_in: their names.
        """
        self.built_in = tuple(built_in)

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name; fail with a usage error where no platform has it."""
        if value in self.built_in:
            return value
        return str(click.Choice(self._all()).convert(value, param, ctx))

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """Return the names as the help shows them."""
        return f"{{{'|'.join(self._all())}}}"

    def _all(self) -> list[str]:
        return [*self.built_in, *other_names()]
