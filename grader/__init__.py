"""Grades numeric notebook assignments: fair marks, and feedback that names the mistake."""

__version__ = "0.1.0"
