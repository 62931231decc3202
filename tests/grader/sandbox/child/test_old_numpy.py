"""Forms that newer versions of numpy refuse; `refuses` shows of each that this numpy still does."""

import math

import numpy as np
import pytest

from grader.model import old_forms
from grader.sandbox.child import old_numpy
from grader.sandbox.child.old_numpy import OldNumpy, refused

NEWEST = tuple(map(int, np.__version__.split(".")[:2])) >= (2, 5)
COLUMN = np.array([[1.0], [2.0]])
SQUARE = COLUMN.T @ COLUMN  # 1 by 1


def _set(array, place, value):
    array[place] = value
    return array


def _set_item(array, *args):
    array.itemset(*args)
    return array


def _flat(array, value):
    array.flat[1] = value
    return array


ONE_ELEMENT = {
    "float": (lambda: float(SQUARE), 5.0),
    "int": (lambda: int(np.where(COLUMN[:, 0] == 2)[0]), 1),
    "complex": (lambda: complex(SQUARE), 5 + 0j),
    "sqrt": (lambda: math.sqrt(SQUARE), math.sqrt(5)),
    "fsum": (lambda: math.fsum([SQUARE, 1]), 6.0),
    "format": (lambda: "%d %.1f" % (SQUARE, SQUARE), "5 5.0"),  # noqa: UP031 - as students write it
    "entry": (lambda: _set(np.zeros((2, 2)), (0, 1), COLUMN[1:2]), [[0, 2], [0, 0]]),
    "entry of integers": (lambda: _set(np.zeros(2, int), 0, SQUARE), [5, 0]),
    "entry of complex numbers": (lambda: _set(np.zeros(2, complex), 0, 1j * SQUARE), [5j, 0]),
    "flat": (lambda: _flat(np.zeros(3), SQUARE), [0, 5, 0]),
    "arange": (lambda: np.arange(np.array([3])), [0, 1, 2]),
    "map": (lambda: list(map(float, COLUMN)), [1.0, 2.0]),
    "matrix": (lambda: float(SQUARE.view(np.matrix)), 5.0),
}
OTHERS = {
    "ptp": (lambda: COLUMN.ptp(), 1.0),
    "itemset": (lambda: _set_item(np.zeros((2, 2)), 1, 3.0), [[0, 3], [0, 0]]),
    "newbyteorder": (lambda: np.array([1], "<u2").newbyteorder(">"), [256]),
    "tostring": (lambda: np.array([65], "u1").tostring(), b"A"),
    "array": (lambda: np.array([1, 2], copy=False), [1, 2]),
    "reshape": (lambda: np.reshape(COLUMN, newshape=(1, 2)), [[1, 2]]),
    "sum": (lambda: np.sum(i for i in range(3)), 3),
    "histogram": (lambda: np.histogram([1.0, 2.0], bins=2, normed=True)[0], [1, 1]),
    "quantile": (lambda: np.quantile([1, 2, 3], 0.4, interpolation="lower"), 1),
    "percentile": (lambda: np.percentile([1, 2, 3], 40, interpolation="lower"), 1),
    "cross": (lambda: np.cross([1, 2], [3, 5]), -1),
    "bincount": (lambda: np.bincount([1.0, 2.0]), [0, 1, 1]),
}
SINCE_2_5 = {"cross", "bincount"}
REFUSED = [*ONE_ELEMENT.values(), *(value for form, value in OTHERS.items() if NEWEST or form not in SINCE_2_5)]


@pytest.fixture
def old():
    old = OldNumpy(lambda: [globals()], lambda file: "mine.py" if file == __file__ else None)
    yield old
    if old.restored:
        old.undo()


def refuses(call):
    """Return the error with which numpy refuses a call."""
    with pytest.raises((TypeError, ValueError, AttributeError)) as caught:
        call()
    return caught.value


@pytest.mark.parametrize(("call", "value"), REFUSED)
def test_a_refused_form_gives_what_it_gave_once_it_was_refused(old, call, value):
    error = refuses(call)
    assert old.restore_after(error)
    assert np.array_equal(call(), value)


@pytest.mark.parametrize("form", [form for form in OTHERS if NEWEST or form not in SINCE_2_5])
def test_its_use_is_noted_under_its_name(old, form):
    old.restore_after(refuses(OTHERS[form][0]))
    OTHERS[form][0]()
    assert [use[:2] for use in old.uses] == [[form, "mine.py"]]


def test_the_line_is_that_of_the_student(old):
    old.restore()
    math.sqrt(SQUARE)
    line = test_the_line_is_that_of_the_student.__code__.co_firstlineno + 2
    assert old.uses == [["one_element", "mine.py", line]]


def test_an_array_as_a_number_is_noted_once_a_line(old):
    old.restore()
    for _ in range(3):
        float(SQUARE)
    assert [use[:2] for use in old.uses] == [["one_element", "mine.py"]]


@pytest.mark.parametrize(
    "call",
    [
        lambda: float(np.zeros(2)),
        lambda: float(np.zeros((0, 1))),
        lambda: math.sqrt(np.zeros((2, 1))),
        lambda: _set(np.zeros(2), 0, np.zeros(2)),
        lambda: _set(np.zeros(2), 0, [1.0]),
        lambda: np.bincount(np.array([1.0, 2.0])),
        lambda: np.cross([1, 2, 3, 4], [1, 2, 3, 4]),
        lambda: np.reshape(np.zeros(2), nonsense=3),
        lambda: np.zeros(2).nothing_of_the_kind,
    ],
)
def test_what_older_versions_refused_too_is_still_refused_in_the_same_words(old, call):
    before = refuses(call)
    old.restore()
    after = refuses(call)
    assert (type(after), str(after)) == (type(before), str(before))
    assert old.uses == []


@pytest.mark.parametrize(
    "call",
    [
        lambda: float(np.array(2.0)),
        lambda: np.array([[SQUARE]], dtype=object)[0, 0].shape,
        lambda: np.array(COLUMN, copy=False) is COLUMN,
        lambda: np.array(COLUMN, copy=True) is COLUMN,
        lambda: np.cross([1, 0, 0], [0, 1, 0]).tolist(),
        lambda: np.sum([1, 2]),
    ],
)
def test_what_numpy_takes_is_as_it_was_and_is_not_noted(old, call):
    before = call()
    old.restore()
    assert call() == before
    assert old.uses == []


def test_nothing_is_restored_for_any_other_error(old):
    for call in (lambda: np.zeros(2) @ np.zeros(3), lambda: len(3), lambda: np.nothing_of_the_kind):
        assert not old.restore_after(refuses(call))
    assert not old.restore_after(None)
    assert not old.restored


def test_a_refusal_that_a_student_wrapped_is_seen():
    def wrapped():
        try:
            return float(SQUARE)
        except TypeError:
            raise ValueError("no number")  # noqa: B904 - as students write it

    assert refused(refuses(wrapped))


def test_the_exception_of_a_student_is_never_asked_for_its_text():
    class OddError(TypeError):
        def __str__(self):
            raise SystemExit

    assert not refused(OddError("only 0-dimensional arrays can be converted to Python scalars"))


def test_functions_that_a_module_imported_by_name_take_the_older_form_too(old):
    own = {"array": np.array}
    old._own_namespaces = lambda: [own]
    old.restore()
    assert own["array"]([1, 2], copy=False).tolist() == [1, 2]
    old.undo()
    assert own["array"] is np.array


def test_numpy_is_as_it_was_when_all_is_undone(old):
    before = {**vars(np), **vars(np.ndarray)}
    old.restore()
    old.undo()
    assert all({**vars(np), **vars(np.ndarray)}[name] is value for name, value in before.items())
    refuses(lambda: float(SQUARE))


@pytest.mark.parametrize(
    ("a", "b", "kwargs"),
    [
        ([[1, 2], [3, 4]], [[5, 6], [7, 9]], {}),
        ([[1, 2], [3, 4]], [[5, 6, 7], [7, 9, 1]], {}),
        ([[1, 2, 5], [3, 4, 1]], [5, 6], {}),
        ([[1, 2, 3], [3, 4, 5]], [[5, 6, 7], [7, 9, 8]], {"axis": 0}),
        ([[1, 2, 3], [3, 4, 5]], [[5, 6], [7, 9], [7, 8]], {"axisa": 0}),
        ([[1, 2], [3, 4], [3, 4]], [[5, 6, 7], [7, 9, 1], [0, 1, 2]], {"axisc": 0}),
    ],
)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_cross_product_in_the_plane_is_that_of_numpy_2_4(a, b, kwargs):
    crossed = old_numpy.OLDER["cross"][1](np.cross, a, b, **kwargs)
    if not NEWEST:
        assert np.array_equal(crossed, np.cross(a, b, **kwargs))
    in_space = [np.array([[*v, 0][:3] for v in np.atleast_2d(vectors)]) for vectors in (a, b)]
    if not kwargs:
        whole = np.cross(*in_space)
        assert np.array_equal(crossed, whole if crossed.shape[-1:] == (3,) else whole[..., 2])


def test_every_form_is_explained():
    names = {old_numpy.ONE_ELEMENT, *old_numpy._METHODS, *old_numpy.OLDER}
    assert names == set(old_forms.OLD_FORMS)
    assert old_numpy.ONE_ELEMENT == old_forms.ONE_ELEMENT
