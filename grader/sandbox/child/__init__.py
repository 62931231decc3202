"""The code that runs in the sandbox beside student code; it imports nothing else of grader and knows no answers."""
