import pytest

from grader.model.rubric import CellSelector, Function, Question, Rubric

NET = Function(name="Net", path="n.py", returns=(), methods={"loss": (("loss", "grads"), ("scores",))})
DOUBLE = Function(name="double", path="m.py", returns=(("out",),))


@pytest.fixture
def rubric():
    questions = [("first", "double"), ("second", "Net"), ("third", "Net"), ("fourth", None)]
    return Rubric(
        id="tiny",
        title="Tiny",
        notebook="Tiny.ipynb",
        seed=1,
        functions={"double": DOUBLE, "Net": NET},
        opaque=(),
        questions=tuple(Question(id=id, title=id, criteria=(), function=function) for id, function in questions),
    )


@pytest.mark.parametrize(("function", "question"), [("double", "first"), ("Net", "second"), ("Net.loss", "second")])
def test_a_function_or_method_leads_to_the_first_question_about_it(rubric, function, question):
    assert rubric.question_of(function).id == question


def test_a_function_that_no_question_is_about_leads_nowhere(rubric):
    assert rubric.question_of("helper") is None


def test_returns_name_functions_and_methods(rubric):
    assert rubric.returns() == {"double": [["out"]], "Net": [], "Net.loss": [["loss", "grads"], ["scores"]]}


@pytest.mark.parametrize(
    ("selector", "held"),
    [
        (CellSelector(tag="a"), True),
        (CellSelector(tag="c"), False),
        (CellSelector(contains="X = 1"), True),
        (CellSelector(contains="y"), False),
        (CellSelector(tag="c", contains="x"), True),
        (CellSelector(), False),
    ],
)
def test_a_cell_is_found_by_its_tag_or_by_text_in_any_case(selector, held):
    assert selector.holds("x = 1", ["a", "b"]) is held
