"""Values of the libraries that are installed here, with equal and with wrong ones beside them."""

import importlib.util
import warnings

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

FLOATS = st.floats(0.5, 100.0)
VECTORS = st.lists(FLOATS, min_size=1, max_size=6, unique=True).map(np.array)
TABLES = hnp.arrays(float, st.tuples(st.integers(1, 4), st.integers(1, 3)), elements=FLOATS)
POWERS = st.integers(-3, 3)


def _off(array):
    """The same numbers but the last one."""
    found = np.array(array)
    found.flat[-1] += 1
    return found


def series(pandas):
    def made(values):
        index = [f"r{place}" for place in range(len(values))]
        right = pandas.Series(values, index=index)
        near = (
            values,
            values.tolist(),
            pandas.Series(values, index=index, name="other"),
            dict(zip(index, values, strict=True)),
        )
        wrong = (right.iloc[:-1], right.rename({index[0]: "other"}), pandas.Series(_off(values), index=index), None)
        return right, near, wrong

    return VECTORS.map(made)


def table(pandas):
    def made(values):
        names = [f"c{place}" for place in range(values.shape[1])]
        right = pandas.DataFrame(values, columns=names).assign(word="a")
        near = (right[right.columns[::-1]], {name: right[name].to_numpy() for name in right})
        wrong = (
            *(right.iloc[:-1], right.drop(columns="word"), right.assign(more=1.0), right.assign(word="b")),
            right.rename(columns={names[0]: "other"}),
            right.assign(**{names[0]: _off(values[:, 0])}),
            right.set_index(right.index + 1),
        )
        return right, near, wrong

    return TABLES.map(made)


def index(pandas):
    def made(values):
        right = pandas.Index(values)
        return right, (values, values.tolist(), pandas.Series(values)), (right[:-1], _off(values), right.append(right))

    return VECTORS.map(made)


def times(pandas):
    def made(count):
        right = pandas.Series(pandas.date_range("2020-01-01", periods=count, tz="CET"))
        near = (list(right), right.dt.tz_convert("UTC"), right.dt.tz_convert(None).to_numpy())
        return right, near, (right + pandas.Timedelta(1, "ns"), right[:-1])

    return st.integers(1, 5).map(made)


def sparse(scipy):
    from scipy import sparse as module

    def made(values):
        values = values * (values > 30)
        right = module.csr_array(values)
        near = (values, right.tocoo(), right.tocsc(), module.csr_matrix(values), module.lil_array(values))
        return (
            right,
            near,
            (module.csr_array(_off(values)), _off(values), module.csr_array(np.vstack([values, values]))),
        )

    return TABLES.map(made)


def large_sparse(scipy):
    from scipy import sparse as module

    def made(places):
        def of(values):
            return module.coo_array((values, (places, places)), shape=(10_000, 10_000))

        ones = np.ones(len(places))
        return of(ones), (of(ones).tocsr(), of(ones * (1 + 1e-12))), (of(_off(ones)), of(ones)[:, ::-1].tocoo())

    return st.lists(st.integers(0, 4000), min_size=1, max_size=5, unique=True).map(made)


def numbers(sympy):
    def made(pair):
        above, below = pair
        right = sympy.Rational(above, below) * sympy.sqrt(2)
        return right, (above / below * 2**0.5, right.evalf()), (right + 1, above / below, sympy.Symbol("x"))

    return st.tuples(st.integers(1, 99), st.integers(1, 99)).map(made)


def integers(sympy):
    def made(value):
        return sympy.Integer(value), (value, sympy.Rational(value, 1)), (value + 1, sympy.Integer(value + 1))

    return st.integers(-(2**70), 2**70).map(made)


def expressions(sympy):
    x, y = sympy.symbols("x y")

    def made(coefficients):
        a, b, c = coefficients
        right = (a * x + b) * (x + c)
        return right, (sympy.expand(right), sympy.factor(right)), (right + 1, right.subs(x, y), right * y, 1.0)

    return st.tuples(*[st.integers(1, 9)] * 3).map(made)


def solutions(sympy):
    x, y = sympy.symbols("x y")

    def made(pair):
        one, other = map(sympy.Integer, pair)
        right = {x: one, y: other}
        wrong = ({x: one, y: other + 1}, {x: one}, {y: one, x: other + 1})
        return right, ({y: other, x: one}, {x: float(one), y: float(other)}), wrong

    return st.tuples(st.integers(1, 9), st.integers(1, 9)).map(made)


def matrices(sympy):
    def made(values):
        right = sympy.Matrix(values.tolist())
        near = (values, values.tolist(), sympy.ImmutableMatrix(right), np.array(right.tolist(), dtype=object))
        return right, near, (_off(values), right.row_insert(0, right[0, :]), sympy.Matrix(_off(values).tolist()))

    return TABLES.map(made)


def units(pint):
    registry = pint.UnitRegistry()

    def made(values):
        right = registry.Quantity(values, "km")
        near = (registry.Quantity(values * 1000, "m"), values)
        return (
            right,
            near,
            (registry.Quantity(values, "m"), registry.Quantity(values, "s"), registry.Quantity(_off(values), "km")),
        )

    return VECTORS.map(made)


def quantities(astropy):
    from astropy import units as u

    def made(values):
        right = values * u.km
        return right, (values * 1000 * u.m, values), (values * u.m, values * u.s, _off(values) * u.km, right[:-1])

    return VECTORS.map(made)


def labelled(xarray):
    def made(values):
        coords = {"row": np.arange(len(values))}
        right = xarray.DataArray(values, dims=("row", "column"), coords=coords)
        wrong = (right + 1, right.rename(row="line"), right.assign_coords(row=np.arange(len(values)) + 1), right[:-1])
        return right, (right.T, values), wrong

    return TABLES.map(made)


def datasets(xarray):
    def made(values):
        right = xarray.Dataset({"a": ("row", values), "b": ("row", 2 * values)})
        near = ({"a": values, "b": 2 * values}, right[["b", "a"]])
        return right, near, (right.drop_vars("a"), right.assign(c=right["a"]), right.assign(a=right["a"] + 1))

    return VECTORS.map(made)


def frames(polars):
    def made(values):
        right = polars.DataFrame({"a": values, "word": ["x"] * len(values)})
        near = (right.select("word", "a"), {"a": values, "word": ["x"] * len(values)})
        wrong = (
            right.head(len(values) - 1),
            right.drop("word"),
            right.rename({"a": "b"}),
            polars.DataFrame({"a": _off(values)}),
        )
        return right, near, wrong

    return VECTORS.map(made)


def columns(polars):
    def made(values):
        right = polars.Series("a", values)
        return (
            right,
            (values, values.tolist(), right.alias("b")),
            (right + 1, polars.Series(_off(values)), right.head(0)),
        )

    return VECTORS.map(made)


def tensors(torch):
    def made(values):
        right = torch.tensor(values, requires_grad=True)
        return right, (values, values.tolist(), right.detach()), (right + 1, right[:-1], torch.stack([right, right]))

    return VECTORS.map(made)


def modules(torch):
    def made(values):
        def of(weight, slope):
            found = torch.nn.Linear(len(values), 1, dtype=torch.float64)
            with torch.no_grad():
                found.weight[:] = torch.tensor(weight)
                found.bias[:] = 1.0
            (slope * found(torch.ones(len(values), dtype=torch.float64)).sum()).backward()
            return found

        return of(values, 1.0), (of(values, 1.0),), (of(values, 2.0), of(_off(values), 1.0), torch.nn.ReLU())

    return VECTORS.map(made)


LIBRARIES = {
    "pandas": (series, table, index, times),
    "scipy": (sparse, large_sparse),
    "sympy": (numbers, integers, expressions, solutions, matrices),
    "pint": (units,),
    "astropy": (quantities,),
    "xarray": (labelled, datasets),
    "polars": (frames, columns),
    "torch": (tensors, modules),
}
INSTALLED = [
    (library, of) for library, all_of in LIBRARIES.items() if importlib.util.find_spec(library) for of in all_of
]
"""Each kind whose library is installed: the library's name, and what gives values, of triples: right, near, wrong."""


def strategy(library, of):
    """Triples of a kind: the value, equal ones, wrong ones."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what libraries say while they load is none of ours
        return of(importlib.import_module(library))
