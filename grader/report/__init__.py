"""Turns a judged record into a report: one dictionary, rendered as JSON, HTML and Markdown; pure functions."""
