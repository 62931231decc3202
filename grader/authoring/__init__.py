"""Makes new assignments, converts existing ones, audits rubrics and packages autograders."""
