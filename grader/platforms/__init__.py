"""Reads hand-ins from learning platforms, and writes marks and feedback for them."""
