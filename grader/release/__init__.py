"""Makes the release for students: the template with the self-check, practice inputs and answers, as folder and zip."""
