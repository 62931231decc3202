"""summary.json: read back an entry at a time, whoever wrote it, and written as it was always written."""

import json

import pytest

from grader.files.atomic import json_text
from grader.files.json_pieces import dense_pieces
from grader.gradebook.summary import FILE, StoredEntries, stored_entries, summary_entries_in

ENTRIES = [
    {"id": "ann", "found": [], "title": 'a } b\n ], {"submissions": ['},
    {"id": "Mül", "found": [{"kind": "x", "questions": ["q", "r"]}], "timing": {}},
    {"id": "bo", "score": 0.1, "counted": [{"students": []}]},
]


def _summary(entries):
    return {"schema": "grader/summary/v1", "count": len(entries), "submissions": entries, "clusters": [{"count": 1}]}


@pytest.mark.parametrize("entries", [ENTRIES, ENTRIES[:1], []])
@pytest.mark.parametrize("write", [json_text, json.dumps, lambda one: json.dumps(one, indent=4)])
def test_entries_are_read_in_order_from_any_form_of_the_file(tmp_path, entries, write):
    (tmp_path / FILE).write_text(write(_summary(entries)))
    assert list(summary_entries_in(tmp_path).values()) == entries


@pytest.mark.parametrize("content", ["", "{", "[]", json_text(_summary(ENTRIES))[:-150], json_text({"submissions": 1})])
def test_a_file_that_is_no_summary_or_was_cut_short_has_no_entries(tmp_path, content):
    (tmp_path / FILE).write_text(content)
    assert dict(summary_entries_in(tmp_path)) == {}
    assert dict(summary_entries_in(tmp_path / "nowhere")) == {}


def test_stored_entries_are_a_list_that_can_say_which_were_kept():
    stored = stored_entries()
    for entry in ENTRIES:
        stored[entry["id"]] = entry
    found = StoredEntries(stored)
    assert (list(found), found[1], found[-2:], len(found)) == (ENTRIES, ENTRIES[1], ENTRIES[1:], 3)
    told = found.saying_kept({"ann": True, "Mül": False, "bo": True})
    assert json.loads("".join(dense_pieces({"submissions": told}))) == {
        "submissions": [{**entry, "kept": entry["id"] != "Mül"} for entry in ENTRIES]
    }
