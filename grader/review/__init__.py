"""Serves a graded class in the browser to the people who mark it: `grader review`.

Why it is so: docs/decisions/0050.
"""
