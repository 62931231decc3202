"""Defines the check `asserts`: the instructor's test code runs in the grader, on proxies for the student's objects."""
