import re
import string
import tomllib
from pathlib import Path

import pytest

from grader.checks.registry import BUILT_IN
from grader.compare.kinds import _DTYPES, _FOREIGN, _KINDS, kind_word
from grader.edits.edit import EditKind
from grader.model.observation import CellStatus
from grader.model.verdict import Rung, Verdict
from grader.report.words import CATALOGUES, words
from grader.sandbox.levels import FULL, LIMITED, NONE, WALLS

SENTENCES = tomllib.loads((CATALOGUES / "en.toml").read_text(encoding="utf-8"))
GRADER = Path(__file__).parents[3] / "grader"
SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for path in sorted(GRADER.rglob("*.py"))
    if GRADER / "review" not in path.parents  # these have sentences of their own
)
TEMPLATES = sorted((GRADER / "report/templates").glob("*.j2"))
TEMPLATE = "\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
KINDS = {
    *(
        "mistake",
        "carried",
        "blocked",
        "unpack",
        "raised",
        "reshaped",
        "forward_first",
        "below_first",
        "unknown",
        "named",
    ),
    *("sign", "factor", "times_length", "over_length", "transposed", "reversed", "reordered", "offset"),
    *("offset_along", "squared", "rooted", "inverted", "clipped", "absolute", "precision", "zeros", "is_input"),
    *("constant", "where_single", "where_value", "where_not_zero", "where_large", "where_small", "where_entries"),
    *("where_index", "other_signature", "does_not_parse", "module_missing"),
    *("cannot_read", "cell_stopped", "cell_not_run", "other_names"),
    "cache_is_tuple",
    "cache_is_dict",
    "none_used",
    "pair_used",
    "missing_key",
    "key_never_stored",
    "undefined",
    "never_written",
    "misspelled",
    "missing_self",
    "unbound",
    "no_such_numpy",
    "no_attribute",
    "argument_count",
    "argument_missing",
    "argument_unknown",
    "shapes_keepdims",
    "shapes_broadcast",
    "shapes_unfit",
    "product_transpose",
    "product_unfit",
    "product_lengths",
    "reshape_unfit",
    "no_such_axis",
    "whole_number",
    "index_beyond",
    "forbidden",
    "forbidden_in_cell",
}
WITHOUT_NEXT = {"unknown", "named", *(kind for kind in KINDS if kind.startswith("where"))}
RUNGS = {rung.value for rung in Rung}
LIMITS = ("wall", "memory", "processes", "disk", "output", "replies", "hand_in_wall", "judging")
LIMITS += ("figure", "figure_lost")
LIMITED_BY = {f"limit_{why}" for why in LIMITS}
DYNAMIC = {
    "verdict": {verdict.value for verdict in Verdict},
    "measured": RUNGS
    | LIMITED_BY
    | {"count", "uncounted"}
    | {"compared", "compared_by", "compared_truth"}
    | {f"shown_{bounds}" for bounds in ("most", "least", "between")},
    "why": KINDS | {"mistake_certain", "mistake_likely", "mistake_possible"},
    "next": (KINDS - WITHOUT_NEXT) | RUNGS | LIMITED_BY,
    "finding": KINDS | {"as_if"},
    "as_if": {kind.value for kind in EditKind},
    "repair": {kind.value for kind in EditKind} | {"line", "lines", "where", "where_cell"},
    "short": RUNGS | {"runs", "outputs", "length"} | {kind for kind in BUILT_IN if words().has(f"short.{kind}")},
    "cell": {status.value for status in CellStatus} - {"ok"},
    "terminal": {f"verdict_{verdict.value}" for verdict in Verdict}
    | {
        f"wall_{wall}"
        for wall in ("landlock", "seccomp", "network", "files", "read_only", "processes", "folder", "user", "totals")
    }
    | {"status_graded", "status_unreadable", "status_error", "reference", "template"}
    | {"reference_loses", "template_earns", "missing_tag", "missing_contains", "known_case", "repeated_case"}
    | {f"fault_{fault}" for fault in ("reference_loses", "template_earns", "missing_cells", "reference_uses")}
    | {f"not_carried_{why}" for why in ("class", "own", "steps", "unfit", "unsent")}
    | {f"guessable_{kind}" for kind in ("bool", "text", "number")}
    | {f"cell_{status}" for status in ("timed_out", "killed")}
    | {f"mistake_{why}" for why in ("crashes", "crashes_at", "returns", "stopped", "ended")}
    | {f"mistake_{why}" for why in ("loses_nothing", "another", "not_named", "not_named_told")},
    "isolation": {key for one in (FULL, LIMITED, NONE) for key in (*one.enforced, *one.not_enforced)}
    | set(WALLS.values()),
    "means": {verdict.value for verdict in Verdict},
    "differs": {"text", "text_spaces", "text_case", "key_missing", "key_extra", "key_value", "length", "entry"}
    | {"table_kind", "columns", "rows", "table_rest", "table_rows"},
    "picture": {"heat", "axes", "folded", "scatter_for_staff", *(f"level_{level}" for level in range(5))},
    "class": {"students", "hand_ins", "missing", "late", "crashed", "unreadable", "error"}
    | {f"flag_{flag}" for flag in ("easy", "hard", "negative", "weak")}
    | {f"talk_{reason}" for reason in ("unreadable", "nothing", "little", "crashed")}
    | {f"few_{what}" for what in ("indices", "scatter", "curves")},
    "kind": {kind_word(None), "object", "whole"}
    | {word for _, word in _KINDS}
    | {*_DTYPES.values(), *_FOREIGN.values(), "array"},
    "page": {"got", "expected", "hint", "next_hint"},
    "learn": {f"hint_{number}" for number in (1, 2, 3)},
}
REMARKS = {
    "unreadable": {"reason"},
    "criterion_failed": {"criterion", "reason"},
    "grader_failed": {"reason"},
    "not_carried_steps": {"question", "functions"},
    "not_carried_unfit": {"question", "functions"},
    "not_carried_unsent": {"question", "functions"},
    "no_notebook": set(),
    "notebook_killed": {"cell"},
    "notebook_timed_out": {"cell"},
    "notebook_endless": {"cell"},
    "notebook_memory": {"cell"},
    "notebook_processes": {"cell"},
    "notebook_disk": {"cell"},
    "stale_outputs": {"label", "shown", "now"},
    "stale_outputs_none": {"label", "shown"},
    "outputs_contradict": {"label", "question"},
    "changed_argument": {"function"},
    "other_kind": {"output", "got_kind", "wanted_kind"},
    "module_broken": {"path", "error", "line"},
    "more_notebooks": {"used"},
    "from_template": {"path"},
    "notebook_unread": {"path", "reason"},
    "notebook_again": set(),
    "module_hangs": {"path"},
    "left_out_large": {"path", "most"},
    "left_out_link": {"path"},
    "left_out_outside": {"path"},
    "left_out_unreadable": {"path"},
    "left_out_name": {"path"},
    "left_out_many": {"path", "most"},
    "more_copies": {"used"},
    "taken_for": {"path", "wanted"},
    "locked": {"path"},
    "stubbed_import": {"name"},
    "forbidden_use": {"question", "path", "line", "used"},
    "forbidden_use_in_cell": {"question", "cell", "line", "used"},
    "old_name": {"name", "now", "since"},
    "one_element": {"path", "line", "now", "since"},
    "one_element_in_cell": {"cell", "line", "now", "since"},
    "old_form": {"path", "line", "old", "now", "since"},
    "old_form_in_cell": {"cell", "line", "old", "now", "since"},
    "python2": {"path", "line", "source"},
    "encoding": {"path", "encoding"},
    "tabs": {"path"},
    "merge_markers": {"path", "line"},
    "cut": {"function", "path", "line", "source"},
    "notebook_mended": {"path"},
    "notebook_as_text": {"path"},
    "signs_in_cell": {"cell", "line"},
    "cell_broken": {"cell", "line", "source"},
    "command_skipped": {"cell", "command"},
    "commands_skipped": {"cell", "command", "count"},
    "breakpoint_left": {"cell", "command"},
    "cell_stopped_before": {"cell", "line", "error", "functions"},
    "cell_never_ran": {"cell", "error", "functions"},
    "input_in_cell": {"cell", "line"},
    "other": {"id"},
}


def _holes(sentence):
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_every_sentence_is_used_by_code():
    quoted = {text for _, text in re.findall(r"""(["'])([\w.]+)\1""", SOURCES + TEMPLATE)}

    def used(group, name):
        literally = f"{group}.{name}" in quoted
        remarked = group == "remark" and (name in quoted or name.startswith("left_out_"))
        return literally or remarked or name in DYNAMIC.get(group, ())

    assert [f"{group}.{name}" for group, names in SENTENCES.items() for name in names if not used(group, name)] == []


def test_every_sentence_that_code_asks_for_is_there():
    asked = set(re.findall(r'\b(?:w|words|_words)\(\s*["\'](\w+\.\w+)["\'](?!\s*~)', SOURCES + TEMPLATE))
    assert len(asked) > 100
    assert [key for key in sorted(asked) if not words().has(key)] == []


def test_every_verdict_rung_finding_and_cell_has_words():
    asked = [f"{group}.{name}" for group in ("verdict", "short", "finding", "cell") for name in DYNAMIC[group]]
    assert [key for key in asked if not words().has(key)] == []


def test_remarks_are_those_of_the_table():
    assert {name: _holes(sentence) for name, sentence in SENTENCES["remark"].items()} == REMARKS


def test_every_remark_that_code_makes_has_words():
    made = set(re.findall(r'Remark\(id="(\w+)"', SOURCES))
    assert made
    assert [remark for remark in sorted(made) if not words().has(f"remark.{remark}")] == []


def test_every_remark_is_told_with_its_facts(build):
    remarks = [build.remark(remark, **dict.fromkeys(facts, "FACT")) for remark, facts in REMARKS.items()]
    told = {told["id"]: told["message"].count("FACT") for told in build.report(remarks=remarks)["remarks"]}
    assert [remark for remark, facts in REMARKS.items() if told[remark] < len(facts - {"id"})] == []


def test_a_remark_without_words_is_told_by_its_id(build):
    (told,) = build.report(remarks=[build.remark("never_heard_of", key="y")])["remarks"]
    assert told["message"] == "`never_heard_of`"


def test_what_a_student_wrote_stands_in_code_spans():
    """Names, files, labels and exceptions come from outside; numbers, shapes and verdicts are ours.

    What a terminal shows, and the heading of a source, is no markdown.
    """
    theirs = {"function", "output", "path", "source", "label", "reason", "producer", "consumer", "id", "used", "error"}
    theirs |= {"wanted", "name"}
    ours = {"measured": {"error"}, "style": {"label"}}
    assert [
        f"{group}.{name}"
        for group, names in SENTENCES.items()
        if group not in ("terminal", "source", "learn")
        for name, sentence in names.items()
        if _holes(re.sub(r"`[^`]*`", "", sentence)) & (theirs - ours.get(group, set()))
    ] == []


def test_words_know_what_they_lack():
    assert not words().has("verdict.maybe")
    assert not words().has("nothing.at_all")


@pytest.mark.parametrize("key", ["verdict.maybe", "nothing.at_all", "measured.paid"])
def test_an_unknown_sentence_or_a_missing_fact_is_an_error(key):
    with pytest.raises(KeyError):
        words()(key)
