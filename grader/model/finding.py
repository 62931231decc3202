"""Defines a finding, the explanation of a verdict: a known mistake, a crash, or a fault of an earlier question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .verdict import Confidence, Seriousness
from .vocabulary import Vocabulary


class FindingKind(Vocabulary):
    """The kind of a finding, which selects its sentence in the catalogue."""

    # A known mistake, or how a question stands to others.
    MISTAKE = "mistake"
    RESHAPED = "reshaped"
    FORWARD_FIRST = "forward_first"
    BELOW_FIRST = "below_first"
    CARRIED = "carried"
    BLOCKED = "blocked"
    AS_IF = "as_if"
    UNKNOWN = "unknown"
    NAMED = "named"
    # A name that the question forbids.
    FORBIDDEN = "forbidden"
    FORBIDDEN_IN_CELL = "forbidden_in_cell"
    # An exception that was read (`diagnose/crash*.py`).
    UNPACK = "unpack"
    OTHER_SIGNATURE = "other_signature"
    CACHE_IS_TUPLE = "cache_is_tuple"
    CACHE_IS_DICT = "cache_is_dict"
    NONE_USED = "none_used"
    PAIR_USED = "pair_used"
    MISSING_KEY = "missing_key"
    KEY_NEVER_STORED = "key_never_stored"
    UNDEFINED = "undefined"
    NEVER_WRITTEN = "never_written"
    MISSPELLED = "misspelled"
    MISSING_SELF = "missing_self"
    UNBOUND = "unbound"
    NO_SUCH_NUMPY = "no_such_numpy"
    NO_ATTRIBUTE = "no_attribute"
    ARGUMENT_COUNT = "argument_count"
    ARGUMENT_MISSING = "argument_missing"
    ARGUMENT_UNKNOWN = "argument_unknown"
    SHAPES_KEEPDIMS = "shapes_keepdims"
    SHAPES_BROADCAST = "shapes_broadcast"
    SHAPES_UNFIT = "shapes_unfit"
    PRODUCT_TRANSPOSE = "product_transpose"
    PRODUCT_UNFIT = "product_unfit"
    PRODUCT_LENGTHS = "product_lengths"
    RESHAPE_UNFIT = "reshape_unfit"
    NO_SUCH_AXIS = "no_such_axis"
    WHOLE_NUMBER = "whole_number"
    INDEX_BEYOND = "index_beyond"
    DOES_NOT_PARSE = "does_not_parse"
    CANNOT_READ = "cannot_read"
    CELL_STOPPED = "cell_stopped"
    CELL_NOT_RUN = "cell_not_run"
    OTHER_NAMES = "other_names"
    MODULE_MISSING = "module_missing"
    RAISED = "raised"
    # A relation of wrong numbers to the right ones (`diagnose/relations.py`).
    SIGN = "sign"
    FACTOR = "factor"
    TIMES_LENGTH = "times_length"
    OVER_LENGTH = "over_length"
    TRANSPOSED = "transposed"
    REVERSED = "reversed"
    REORDERED = "reordered"
    OFFSET = "offset"
    OFFSET_ALONG = "offset_along"
    SQUARED = "squared"
    ROOTED = "rooted"
    INVERTED = "inverted"
    CLIPPED = "clipped"
    ABSOLUTE = "absolute"
    PRECISION = "precision"
    ZEROS = "zeros"
    IS_INPUT = "is_input"
    CONSTANT = "constant"
    # The place of wrong numbers (`diagnose/error_location.py`).
    WHERE_SINGLE = "where_single"
    WHERE_VALUE = "where_value"
    WHERE_NOT_ZERO = "where_not_zero"
    WHERE_LARGE = "where_large"
    WHERE_SMALL = "where_small"
    WHERE_ENTRIES = "where_entries"
    WHERE_INDEX = "where_index"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One explanation and its confidence."""

    kind: FindingKind
    """The kind of explanation, which selects the sentence."""
    confidence: Confidence
    """The confidence in it."""
    mistake: str | None = None
    """The known mistake's id."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """The values that are put into the sentence; safe for students."""
    seriousness: Seriousness = Seriousness.MAJOR
    """Its seriousness, which decides how many points it costs."""
    keeps: float = 0.0
    """The part of the points that is still earned for the outputs that it explains, 0 to 1."""
    caused_by: str | None = None
    """The question in which the fault was made."""
    outputs: tuple[str, ...] = ()
    """The outputs that it explains; empty for all of them."""
    cases: tuple[str, ...] = ()
    """The cases that it explains, as `scenario/case`; empty for all of them."""
    runners_up: tuple[str, ...] = ()
    """Other known mistakes that give the same numbers: for staff."""
    variant: str = ""
    """Id of the variant of the reference that gives the numbers: it holds the reference's text, and is in no report."""
