"""How many mistakes are named, and at the right line: mutants of our own right hand-ins, drawn by seed."""
