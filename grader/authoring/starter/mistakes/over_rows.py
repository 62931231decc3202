"""Mean and standard deviation along the wrong axis."""

TITLE = "rows are standardized instead of columns"
EXPLANATION = "Mean and standard deviation are taken over each row. A column is one feature."
HINTS = (
    "Print the shape of your mean. How many columns has the table?",
    "`axis=0` goes down the rows and leaves one number for each column.",
)
SERIOUSNESS = "major"


def standardize(X):
    return (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True)
