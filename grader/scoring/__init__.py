"""Turns evidence into verdicts and points, and applies people's decisions."""
