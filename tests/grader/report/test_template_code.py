"""Compiled templates are taken again only where they are whole, and of the same text, options and versions."""

import os
import sys

import pytest
from jinja2 import Environment, FileSystemLoader

from grader.report.template_code import TemplateCode


@pytest.fixture(autouse=True)
def writes(monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


@pytest.fixture
def folder(tmp_path):
    templates = tmp_path / "report/templates"
    templates.mkdir(parents=True)
    (templates / "page.j2").write_text("Dear {{ name }}")
    (tmp_path / "report/html.py").write_text("options = 1\n")
    return templates


@pytest.fixture
def compiled(monkeypatch):
    """The names of the templates that were compiled."""
    names, compile_ = [], Environment.compile

    def counting(self, source, name=None, *given, **named):
        names.append(name)
        return compile_(self, source, name, *given, **named)

    monkeypatch.setattr(Environment, "compile", counting)
    return names


def page(folder):
    found = Environment(loader=FileSystemLoader(folder), bytecode_cache=TemplateCode(folder), autoescape=True)
    return found.get_template("page.j2").render(name="Ada")


def kept(folder):
    return list((folder / "__pycache__").iterdir())


def test_a_template_is_compiled_once(folder, compiled):
    assert [page(folder), page(folder)] == ["Dear Ada"] * 2
    assert compiled == ["page.j2"]
    assert len(kept(folder)) == 1


def test_a_changed_template_is_compiled_again(folder, compiled):
    page(folder)
    (folder / "page.j2").write_text("Hello {{ name }}")
    assert page(folder) == "Hello Ada"
    assert len(compiled) == 2


def test_after_the_code_beside_changed_it_is_compiled_again(folder, compiled):
    page(folder)
    (folder.parent / "html.py").write_text("options = 22\n")
    page(folder)
    assert len(compiled) == 2


@pytest.mark.parametrize("spoilt", [lambda content: content[:-1], lambda content: b"", lambda content: content + b"x"])
def test_what_is_not_whole_is_compiled_again(folder, compiled, spoilt):
    page(folder)
    (file,) = kept(folder)
    file.write_bytes(spoilt(file.read_bytes()))
    assert [page(folder), page(folder)] == ["Dear Ada"] * 2
    assert len(compiled) == 2


def test_nothing_is_written_where_python_writes_nothing(folder, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert page(folder) == "Dear Ada"
    assert not (folder / "__pycache__").exists()


def test_where_nothing_can_be_written_pages_are_made_all_the_same(folder):
    (folder / "__pycache__").write_text("a file in the place of the folder")
    assert page(folder) == "Dear Ada"


def test_no_part_is_left_when_the_file_cannot_take_its_place(folder, monkeypatch):
    def refused(*_):
        raise PermissionError

    monkeypatch.setattr(os, "replace", refused)
    assert page(folder) == "Dear Ada"
    assert kept(folder) == []
