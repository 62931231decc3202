"""What students get: the template with the self-check, practice inputs and answers, as a folder and a zip."""
