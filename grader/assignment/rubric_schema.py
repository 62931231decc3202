"""The JSON Schema of rubrics, made of the very tables that the reader takes: editors complete and check by it."""

from __future__ import annotations

from typing import Any

import msgspec

from .rubric_file import SCHEMA, RubricFile


def rubric_schema() -> dict[str, Any]:
    """The schema, of draft 2020-12."""
    (found,), parts = msgspec.json.schema_components([RubricFile], ref_template="#/$defs/{name}")
    parts["RubricFile"]["properties"]["schema"] = {"const": SCHEMA}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Rubric of grader",
        **found,
        "$defs": parts,
    }
