"""The root of the variance is missing."""

TITLE = "you divide by the variance"
EXPLANATION = "The columns are divided by their variance. Its root, the standard deviation, brings them to size 1."
HINTS = (
    "Print the standard deviation of each column of your result.",
    "The variance has the square of the unit.",
)
SERIOUSNESS = "major"


def standardize(X):
    return (X - X.mean(axis=0)) / X.var(axis=0)
