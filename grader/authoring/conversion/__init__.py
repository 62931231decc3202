"""Takes a notebook of another grader as it is: runs it cell by cell, and proves what was made of it."""
