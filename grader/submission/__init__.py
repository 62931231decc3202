"""What was handed in, read from disk: files, notebook, definitions."""
