"""Nbgrader."""
