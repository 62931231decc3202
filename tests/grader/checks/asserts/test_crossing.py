"""What crosses between test code and a student's code: functions, streams, random numbers, tables, attributes."""

import pytest

from .crossing import REFERENCE, WRONG
from .grading import outcomes

pytest.importorskip("pandas")

HOLD = [
    """\
assert abs(integrate(lambda x: x**2,0,1)-1/3)<1e-3
""",
    """\
rolls=[dice() for _ in range(600)]
assert set(rolls)=={1,2,3,4,5,6}
""",
    """\
np.random.seed(42)
a=draw(3)
np.random.seed(42)
b=np.random.normal(size=3)
assert np.allclose(a,b)
""",
    """\
random.seed(3)
first=[dice() for _ in range(5)]
random.seed(3)
assert first==[random.randint(1,6) for _ in range(5)]
""",
    """\
import io,contextlib
buf=io.StringIO()
with contextlib.redirect_stdout(buf):
    say(3)
assert buf.getvalue()=='n is 3\\n', buf.getvalue()
""",
    """\
from unittest.mock import patch
with patch('builtins.input', return_value='4'):
    assert ask()==5
""",
    """\
import sys,io
sys.stdin=io.StringIO('7\\n')
assert ask()==8
""",
    """\
from unittest.mock import patch
with patch('builtins.print') as p:
    say(3)
p.assert_called_once_with('n is', 3)
""",
    """\
rng=np.random.default_rng(1)
a=np.concatenate([sample(rng,2),sample(rng,2)])
assert np.allclose(a,np.random.default_rng(1).normal(size=4))
assert not np.allclose(a[:2],a[2:])
""",
    """\
rng=np.random.default_rng(1)
sample(rng,2)
assert np.allclose(rng.normal(size=2),np.random.default_rng(1).normal(size=4)[2:])
""",
    """\
assert total(i for i in range(5))==10
""",
    """\
assert total(iter([1,2]))==3 and total(map(abs,[-1]))==1
""",
    """\
assert deco.__name__=='deco' and deco.__doc__=='doc of deco' and deco.__wrapped__(1)==4
""",
    """\
import inspect
assert list(inspect.signature(deco).parameters)==['x','y'] and inspect.signature(deco).parameters['y'].default==3
""",
    """\
df=frame()
assert isinstance(df,pd.DataFrame) and df.shape==(3,2)
pd.testing.assert_frame_equal(df, pd.DataFrame({'a':[1,2,3],'b':['x','y',None]}))
assert df.equals(frame())
""",
    """\
df=pd.DataFrame({'a':[1,2]})
addcol(df)
assert list(df['c'])==[2,4]
""",
    """\
assert mean(pd.DataFrame({'a':[1,2]}))==1.5
assert type(ser()) is pd.Series and pd.isnull(ser()).sum()==1 and (10-ser())[0]==9
""",
    """\
assert ((ser()>0)&(ser()<2)).sum()==1 and ser()[0:1].tolist()==[1.0]
""",
    """\
def rhs(t,y,out):
    out[:]=-y
assert np.allclose(ode(rhs,[1,2]),[-1,-2])
""",
    """\
assert abs(newton(np.cos,1.)-np.pi/2)<1e-8
assert abs(newton(lambda x: math.exp(x)-2,1.)-math.log(2))<1e-8
""",
    """\
assert comp(lambda x: x+1, lambda x: 2*x)(3)==7
""",
    """\
class Boom(Exception): pass
def f(x):
    raise Boom('b')
try:
    integrate(f,0,1)
    assert False
except Boom: pass
""",
    """\
try:
    integrate(lambda x: 1/0,0,1)
    assert False
except ZeroDivisionError: pass
""",
    """\
assert integrate(lambda x: integrate(lambda y: x*y,0,1,n=4),0,1,n=4)>0
""",
    """\
p=Poly([1,2])
assert isinstance(p+Poly([1,1]),Poly) and not isinstance(3,Poly)
assert p._n==2
assert type(p) is Poly and type(p).__name__=='Poly'
""",
    """\
g=groups(frame())
assert isinstance(g, pd.core.groupby.DataFrameGroupBy)
assert g['a'].sum().tolist()==[1,2]
""",
    """\
a=arr()
a.sort()
assert a.tolist()==[1,2,3]
b=arr()
assert b.tolist()==[3,1,2]
""",
    """\
a=shared()
a+=1
assert a.sum()==3
""",
    """\
calls=[]
def slow(x):
    calls.append(x)
    return x*x
m=memo(slow)
assert m(3)==9 and m(3)==9 and calls==[3]
""",
    """\
np.random.seed(0)
x=np.random.rand(2)
y=draw(2)
z=np.random.rand(2)
np.random.seed(0)
r=(np.random.rand(2),np.random.normal(size=2),np.random.rand(2))
assert np.allclose(r[0],x) and np.allclose(r[1],y) and np.allclose(r[2],z)
""",
    """\
x=np.random.default_rng().normal(size=3)
assert mean(pd.DataFrame({'a':x}))==x.mean()
""",
    """\
s=ser()
s[0]=100
assert ser()[0]==1
""",
    """\
assert mean(pd.DataFrame({'a':[1,2]},index=pd.date_range('2020',periods=2)))==1.5
""",
    """\
r = pair(4)
assert r[0].tolist() == [0, 1, 2, 3] and r[1] == 4
""",
    """\
q, r = np.linalg.qr(np.eye(2))
assert all(np.allclose(a, b) for a, b in zip(qr(np.eye(2)), (q, r)))
""",
    """\
assert scalars(1) == (1.0, 2.0) and scalars(1)[0] == 1.0
""",
    """\
assert nested()['a'][0].tolist() == [0, 1]
""",
    """\
assert first_of((np.ones(2), np.ones(2))).tolist() == [1, 1]
""",
    """\
a = pair(3)[0]
a[0] = 9
assert pair(3)[0][0] == 0
""",
    """\
assert comp(abs, len)([1, 2]) == 2 and integrate(np.exp, 0, 1) > 1 and integrate(math.sin, 0, 1) < 1
""",
    """\
assert list(squares(x for x in [1, 2])) == [1, 4]
""",
    """\
import io, contextlib
out = io.StringIO()
with contextlib.redirect_stdout(out):
    try:
        loud(-1)
    except ValueError:
        pass
assert out.getvalue() == 'before\\n'
""",
    """\
from unittest.mock import patch
with patch('builtins.input', side_effect=['1', '2']) as asked:
    assert ask() + ask() == 5
assert asked.call_count == 2
""",
    """\
a = [draw(1)[0] for _ in range(5)]
assert len(set(a)) == 5
""",
    """\
np.random.seed(1)
a = draw(2)
np.random.seed(1)
assert (draw(2) == a).all() and (draw(2) != a).all()
""",
    """\
rs = np.random.RandomState(4)
assert sample(rs, 2).tolist() != sample(rs, 2).tolist()
""",
    """\
pd.testing.assert_series_equal(ser(), pd.Series([1.0, np.nan, 3.0], name='s'))
""",
    """\
days = pd.DataFrame({'a': [1.0, 2.0]}, index=pd.date_range('2026-01-01', periods=2))
pd.testing.assert_frame_equal(same(days), days)
""",
    """\
assert same(pd.Series(['a', 'b'], dtype='category')).cat.categories.tolist() == ['a', 'b']
""",
    """\
both = same({'t': pd.DataFrame({'k': [1]}), 'n': 1})
assert isinstance(both['t'], pd.DataFrame) and both['n'] == 1
""",
    """\
h = frame()
assert h[h['a'] > 1].shape == (2, 2) and (h['a'] | 1).tolist() == [1, 3, 3]
""",
    """\
p = Poly([1])
assert p.itself() is p and Poly([1]) is not p
""",
    """\
assert isinstance(groups(frame()), object) and type(groups) is not Poly
""",
    """\
def f(x):
    return integrate(lambda t: t * x, 0, 2, 10)
assert abs(newton(lambda x: f(x) - 2, 0.5) - 1) < 1e-6
""",
]


@pytest.mark.parametrize("code", HOLD)
def test_what_holds_in_a_notebook_holds_here(code):
    tested = outcomes(code, REFERENCE, REFERENCE)[0]
    assert tested.fraction == 1, (tested.said, tested.line)


@pytest.mark.parametrize(("code", "wrong"), WRONG)
def test_what_fails_in_a_notebook_fails_here(code, wrong):
    assert outcomes(code, REFERENCE, f"{REFERENCE}\n{wrong}\n")[0].fraction == 0


def test_a_test_file_reads_what_is_printed_by_its_own_fixture():
    code = "def test_it(student, capsys):\n    student.say(3)\n    assert capsys.readouterr().out == 'n is 3\\n'\n"
    assert outcomes(code, REFERENCE, REFERENCE, is_file=True)[0].fraction == 1


def test_a_test_file_answers_input():
    code = (
        "def test_it(student, monkeypatch):\n    monkeypatch.setattr('builtins.input', lambda _: '4')\n"
        "    assert student.ask() == 5\n"
    )
    assert outcomes(code, REFERENCE, REFERENCE, is_file=True)[0].fraction == 1


def test_a_function_may_have_any_name():
    solution = "def step(n): return n\ndef answer(n): return n\ndef failure_behind(n): return n\n"
    assert outcomes("assert step(1) + answer(1) + failure_behind(1) == 3", solution, solution)[0].fraction == 1
