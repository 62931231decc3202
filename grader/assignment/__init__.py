"""An assignment as its author wrote it: rubric, scenarios, reference, mistakes, translations."""
