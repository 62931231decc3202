"""Reads hand-ins from disk: files, notebook, definitions."""
