"""Grades one submission or a class, and grades a class again, on one machine or many."""
