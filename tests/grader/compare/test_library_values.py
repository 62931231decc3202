"""What holds for values of other libraries: each equals itself, the plain value it stands for, and nothing else."""

import pytest

from tests.grader.compare.journey import is_right
from tests.grader.compare.library_kinds import INSTALLED, strategy
from tests.grader.compare.test_any_value import COUNTS, holds

pytestmark = pytest.mark.filterwarnings("ignore")
NAMES = [f"{library} {of.__name__}" for library, of in INSTALLED]


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize(("library", "of"), INSTALLED, ids=NAMES)
def test_a_value_of_a_library_equals_itself_and_its_like(library, of, count):
    def test(triple):
        right, near, wrong = triple
        assert is_right(right, right)
        for other in near:
            assert is_right(other, right)
            assert is_right(right, other)
        for other in wrong:
            assert not is_right(other, right)

    holds(count, test, strategy(library, of))
