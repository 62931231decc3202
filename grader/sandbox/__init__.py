"""The grader's side of the sandbox: slots that give each submission a fork of a warm process."""
