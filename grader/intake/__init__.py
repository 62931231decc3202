"""From disk to the model: rubrics and the code beside them, and what was handed in."""
