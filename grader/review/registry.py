"""Finds the pages: every module of `pages/` declares its own in `PAGES`."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from . import pages
from .request import Page


@cache
def all_pages() -> tuple[Page, ...]:
    """Return the pages, by their place among the links."""
    modules = sorted(module.name for module in iter_modules(pages.__path__))
    found = [page for name in modules for page in import_module(f"{pages.__name__}.{name}").PAGES]
    return tuple(sorted(found, key=lambda page: (page.place, page.path)))


def linked_pages() -> tuple[Page, ...]:
    """Return the pages that every page links to."""
    return tuple(page for page in all_pages() if page.link)
