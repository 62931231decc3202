"""The check `asserts`: the instructor's own test code, run in the grader on stubs for what the student wrote."""
