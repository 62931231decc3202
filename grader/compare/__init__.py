"""Compares values with expected values: whether they are equal, and where they differ."""
