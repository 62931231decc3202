"""Keeps the records of a class: submissions, people's decisions, and each student's grade."""
