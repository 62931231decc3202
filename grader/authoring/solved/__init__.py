"""Proposes an assignment from a solved notebook, whose function calls are recorded and tried in the sandbox."""
