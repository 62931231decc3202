"""An assignment from a solved notebook: how its functions are called is seen in the sandbox, and tried there."""
