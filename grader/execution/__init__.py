"""The grader's side of a run: sends requests to the sandbox, keeps deadlines, and makes records of the replies."""
