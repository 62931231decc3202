"""Makes small edits of a function's code: for repairs of a student's function, and for variants of a reference."""
