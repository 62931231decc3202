"""Grading: one submission, a class, a class again, on one machine or many."""
