# ruff: noqa: E501 - cells as their authors write them
"""Images as arrays: gray values, a histogram, a threshold, a filter."""

from tests.grader.authoring.sources import code, graded, notebook, solution, text

FORM = "nbgrader"
FILES = {
    "gradient.pgm": "P2\n6 4\n255\n"
    + "\n".join(" ".join(str((40 * x + 13 * y) % 256) for x in range(6)) for y in range(4))
    + "\n"
}
POINTS = 15
SOURCE = notebook(
    text("# Images"),
    code("import numpy as np\nimport matplotlib.pyplot as plt\n%matplotlib inline\n\n\ndef read_pgm(name):\n    with open(name) as file:\n        words = file.read().split()\n    width, height = int(words[1]), int(words[2])\n    return np.array(words[4:], dtype=np.uint8).reshape(height, width)\n\n\nimage = read_pgm('gradient.pgm')"),
    code("plt.imshow(image, cmap='gray')"),
    text("## Gray"),
    solution("gray", "def gray(rgb):\n    ### BEGIN SOLUTION\n    return rgb @ np.array([0.299, 0.587, 0.114])\n    ### END SOLUTION"),
    graded("gray_shape", 1, "assert gray(np.zeros((3, 5, 3))).shape == (3, 5)"),
    graded("gray_values", 2, "rng = np.random.default_rng(4)\nrgb = rng.random((4, 4, 3))\nnp.testing.assert_allclose(gray(rgb), 0.299 * rgb[..., 0] + 0.587 * rgb[..., 1] + 0.114 * rgb[..., 2])"),
    text("## Histogram"),
    solution("histogram", "def histogram(img):\n    ### BEGIN SOLUTION\n    return np.bincount(img.ravel(), minlength=256)\n    ### END SOLUTION"),
    graded("histogram_sum", 1, "counts = histogram(image)\nassert len(counts) == 256\nassert counts.sum() == image.size"),
    graded("histogram_values", 2, "counts = histogram(np.array([[0, 255], [255, 7]], dtype=np.uint8))\nassert counts[255] == 2 and counts[7] == 1\n### BEGIN HIDDEN TESTS\nassert counts[8] == 0\n### END HIDDEN TESTS"),
    text("## Threshold"),
    solution("threshold", "def threshold(img, level):\n    ### BEGIN SOLUTION\n    return np.where(img >= level, 255, 0).astype(np.uint8)\n    ### END SOLUTION"),
    graded("threshold_type", 1, "assert threshold(image, 100).dtype == np.uint8"),
    graded("threshold_values", 2, "np.testing.assert_array_equal(threshold(np.array([[99, 100], [101, 0]]), 100), [[0, 255], [255, 0]])\nbefore = image.copy()\nthreshold(image, 10)\nassert (image == before).all(), 'the image was changed'"),
    text("## Filter"),
    solution("convolve", "def convolve(img, kernel):\n    \"\"\"Same size, zeros around the image.\"\"\"\n    ### BEGIN SOLUTION\n    k = kernel.shape[0] // 2\n    padded = np.pad(img.astype(float), k)\n    out = np.zeros(img.shape)\n    for i in range(img.shape[0]):\n        for j in range(img.shape[1]):\n            out[i, j] = np.sum(padded[i:i + 2 * k + 1, j:j + 2 * k + 1] * kernel[::-1, ::-1])\n    return out\n    ### END SOLUTION"),
    graded("convolve_identity", 1, "k = np.zeros((3, 3))\nk[1, 1] = 1\nassert np.allclose(convolve(image, k), image)"),
    graded("convolve_values", 3, "k = np.arange(9.0).reshape(3, 3)\ndot = np.zeros((5, 5))\ndot[2, 2] = 1\nassert np.allclose(convolve(dot, k)[1:4, 1:4], k)\n### BEGIN HIDDEN TESTS\nassert np.isclose(convolve(np.ones((4, 4)), k)[0, 0], 0 + 1 + 3 + 4)\n### END HIDDEN TESTS"),
    graded("convolve_partial", 2, "blurred = convolve(image, np.full((3, 3), 1 / 9))\nchecks = [blurred.shape == image.shape, blurred.std() < image.std()]\nsum(checks)"),
)  # fmt: skip
WRONG = {
    "correlates": (("kernel[::-1, ::-1]", "kernel"), ("[0.299, 0.587, 0.114]", "[1 / 3, 1 / 3, 1 / 3]")),
    "types": ((".astype(np.uint8)\n", ".astype(float)\n"), ("minlength=256", "minlength=8"), ("out = np.zeros(img.shape)", "out = np.zeros((img.shape[1], img.shape[0]))")),
    "in_place": (("    return np.where(img >= level, 255, 0).astype(np.uint8)", "    img[img >= level] = 255\n    img[img < level] = 0\n    return img"), ("return out", "return out / 2")),
}  # fmt: skip
