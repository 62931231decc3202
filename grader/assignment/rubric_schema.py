"""Makes the JSON Schema of rubrics from the tables that the reader uses; editors complete and check rubrics with it."""

from __future__ import annotations

from typing import Any

import msgspec

from grader.checks.registry import all_kinds

from .rubric_file import SCHEMA, form_of


def rubric_schema() -> dict[str, Any]:
    """Return the schema, of draft 2020-12, including the kinds of check of other installed packages.

    Raises:
        RubricError: a package's kind of check cannot be used.
    """
    form = form_of(tuple(all_kinds().values()))
    (found,), parts = msgspec.json.schema_components([form], ref_template="#/$defs/{name}")
    parts["RubricFile"]["properties"]["schema"] = {"const": SCHEMA}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Rubric of grader",
        **found,
        "$defs": parts,
    }
