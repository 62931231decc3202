"""All that lives in the sandbox beside student code; imports nothing else of grader and knows no answers."""
