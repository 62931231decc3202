"""Functions `low_pass` as people write them, by name: of some, two do the same in other words."""

LOW_PASSES = {
    "doubled": """
def low_pass(x, keep):
    spec = np.fft.rfft(x)
    spec[keep + 1:] = 0
    return 2 * np.fft.irfft(spec, n=len(x))
""",
    "doubled_too": """
def low_pass(x, keep):
    F = np.fft.fft(x)
    N = len(x)
    for k in range(N):
        if min(k, N - k) > keep:
            F[k] = 0
    return np.real(np.fft.ifft(F)) / 0.5
""",
    "plus": """
def low_pass(x, keep):
    spec = np.fft.rfft(x)
    spec[keep + 1:] = 0
    return np.fft.irfft(spec, n=len(x)) + 3
""",
    "crash": """
def low_pass(x, keep):
    spec = np.fft.rfft(x)
    spec[keep + 1:] = 0
    return np.fft.irfft(spec) * np.ones( len(x) + 1 )   # one too many
""",
    "crash_too": """
def low_pass(x, keep):
    s = np.fft.rfft(x)  # spectrum
    s[keep + 1:] = 0

    return np.fft.irfft(s) * np.ones(len(x) + 1)
""",
    "crash_elsewhere": """
def low_pass(x, keep):
    spec = np.fft.rfft(x) * np.ones(len(x) + 1)
    return np.fft.irfft(spec)
""",
    "none": """
def low_pass(x, keep):
    np.fft.rfft(x)
""",
    "not_a_number": """
def low_pass(x, keep):
    return x * np.nan
""",
    "not_a_number_too": """
def low_pass(x, keep):
    return np.full(len(x), np.nan)
""",
}

KEEPS_ONE_MORE = """
def low_pass(x, keep):
    s = np.fft.rfft(x)
    for k in range(len(s)):
        s[k] = s[k] if k < keep + 2 else 0
    return np.fft.irfft(s, n=len(x))
"""
"""A filter whose numbers an edit of the reference gives."""


def write_low_pass(course, name, code):
    """Write a hand-in of the class whose `low_pass` is this code."""
    folder = course.hand_ins / name
    folder.mkdir(exist_ok=True)
    source = course.hand_ins / "solo"
    for file in ("Filter.ipynb", "spectrum.py"):
        (folder / file).write_bytes((source / file).read_bytes())
    (folder / "spectrum.py").write_text((source / "spectrum.py").read_text().split("def low_pass")[0] + code.lstrip())
