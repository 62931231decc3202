"""Loads an assignment as its author wrote it: rubric, scenarios, reference, mistakes and translations."""
