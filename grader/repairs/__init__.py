"""Looks for small edits of a student's own code after which it passes: verified repair (docs/decisions/0042)."""
