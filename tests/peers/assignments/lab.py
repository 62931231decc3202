# ruff: noqa: E501 - cells as their authors write them
"""A lab for otter: points as a number, a list and `each`, all or nothing, hidden tests, messages, prompts, data."""

from tests.grader.authoring.sources import code, notebook, raw, shown, text

FORM = "otter"
FILES = {"rolls.csv": "roll\n" + "\n".join(str(1 + (5 * k * k + k * k * k // 7) % 6) for k in range(40)) + "\n"}


def _printed(source, output, value=""):
    outputs = [{"output_type": "stream", "name": "stdout", "text": output}]
    if value:
        outputs.append(shown("", value)["outputs"][0])
    return {**code(source), "outputs": outputs, "execution_count": 1}


def _question(settings, solution, *tests, before=""):
    return (
        raw(f"# BEGIN QUESTION\n{settings}"),
        text(before or "**Question.**"),
        raw("# BEGIN SOLUTION"),
        code(solution),
        raw("# END SOLUTION"),
        *((raw("# BEGIN TESTS"), *tests, raw("# END TESTS")) if tests else ()),
        raw("# END QUESTION"),
    )


POINTS = 17
SOURCE = notebook(
    raw("# ASSIGNMENT CONFIG\nname: lab\nexport_cell: false\nrun_tests: false\ngenerate: true\nfiles:\n    - rolls.csv"),
    text("# Lab 4: chance"),
    code("import numpy as np\nimport pandas as pd"),
    *_question("name: q1\npoints: 2", "rolls = pd.read_csv('rolls.csv')['roll'].to_numpy() # SOLUTION", shown("len(rolls)", "40"), shown("# HIDDEN\nint(rolls.max())", "6"), before="**Question 1.** Read the rolls."),
    *_question("name: q2\npoints:\n    - 1\n    - 0.5\n    - 1.5", 'def share(values, face):\n    """The share of a face."""\n    # BEGIN SOLUTION\n    return float(np.mean(values == face))\n    # END SOLUTION', shown("share(np.array([1, 2, 2, 3]), 2)", "0.5"), shown("share(np.array([1, 1]), 6)", "0.0"), code('""" # BEGIN TEST CONFIG\nhidden: true\nfailure_message: Compare, then take the mean.\n""" # END TEST CONFIG\nassert np.isclose(share(rolls, 6), np.count_nonzero(rolls == 6) / 40)'), before="**Question 2.** Write `share`."),
    *_question("name: q3\npoints:\n    each: 2", "def most_common(values):\n    faces, counts = np.unique(values, return_counts=True) # SOLUTION\n    return int(faces[np.argmax(counts)]) # SOLUTION", shown("most_common(np.array([3, 3, 1]))", "3"), shown("[most_common(np.array(v)) for v in ([1], [2, 2, 5], [4, 1, 4])]", "[1, 2, 4]")),
    *_question("name: q4\npoints: 3\nall_or_nothing: true", "def table(values):\n    \"\"\" # BEGIN PROMPT\n    counts = {}\n    ...\n    return counts\n    \"\"\"; # END PROMPT\n    # BEGIN SOLUTION NO PROMPT\n    return {int(face): int(np.sum(values == face)) for face in np.unique(values)}\n    # END SOLUTION", shown("table(np.array([2, 2, 5]))", "{2: 2, 5: 1}"), shown("sum(table(rolls).values())", "40"), shown("# HIDDEN\nsorted(table(rolls)) == sorted(set(rolls.tolist()))", "True")),
    *_question("name: q5\nmanual: true\npoints: 2", "# A histogram.\nnp.histogram(rolls) # SOLUTION"),
    *_question("name: q6\npoints: 2", "def says(n):\n    # BEGIN SOLUTION\n    for k in range(n):\n        print('*' * (k + 1))\n    # END SOLUTION", _printed("says(3)", "*\n**\n***\n"), _printed('""" # BEGIN TEST CONFIG\npoints: 0.5\nsuccess_message: A fine tree.\n""" # END TEST CONFIG\nsays(1)', "*\n")),
    *_question("name: q7", "def centered(values):\n    return values - values.mean() # SOLUTION", shown("centered(np.array([1.0, 2.0, 3.0]))", "array([-1.,  0.,  1.])"), code("v = np.array([1.0, 5.0])\nw = centered(v)\nassert (v == [1.0, 5.0]).all()") | {"outputs": []}, shown("bool(abs(centered(rolls).sum()) < 1e-9)", "True")),
    *_question("name: q8\npoints: 0", "seen = True # SOLUTION", shown("seen", "True")),
)  # fmt: skip
WRONG = {
    "counts": (("float(np.mean(values == face))", "int(np.sum(values == face))"), ("int(faces[np.argmax(counts)])", "int(faces[0])"), ("'*' * (k + 1)", "'*' * k")),
    "arrays": (("float(np.mean(values == face))", "np.mean(values == face)"), ("{int(face): int(np.sum(values == face)) for face in np.unique(values)}", "{}"), ("values - values.mean()", "values - values.max()")),
    "in_place": (("    return values - values.mean()", "    values -= values.mean()\n    return values"), ("['roll'].to_numpy()", "['roll'].to_numpy()[:39]"), ("print('*' * (k + 1))", "print('*' * (k + 1), '')")),
}  # fmt: skip
