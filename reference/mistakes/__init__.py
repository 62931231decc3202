"""Known mistakes: the reference with one thing wrong, one mistake a file, named after what is wrong.

A mistake module holds, in this order:

    docstring     what is done wrong, for staff
    TITLE         the same as a short clause that a student understands
    EXPLANATION   two or three sentences to the student: what happens, and why it matters
    HINTS         three strings, from a nudge to nearly there; none is the answer itself
    SERIOUSNESS   "minor" or "major"
    KEEPS         optional: the part of the points that it leaves, where that is not 0.8 for minor and 0 for major
    MARK          optional: code in the student's function that tells it from a mistake with the same numbers
    ORIGIN        where the mistake was seen
    overrides     functions and classes under the reference's own names, with its arguments and return tuples
    REPLACES      optional: the overrides that are made by a call, by name
    ALSO          optional: other ways of writing it, dictionaries of overrides by name

Everything not overridden stays the reference's. What an override needs besides is imported from the package,
by relative imports, or defined with a leading underscore. An override of a forward returns a cache that the
reference's backward accepts, so that the two can be combined.
"""
