"""Explains verdicts by known mistakes, crashes and faults carried from earlier questions; pure functions."""
