import pytest


@pytest.mark.parametrize("name", ["optim.py", "solver.py", "gradient_check.py"])
def test_what_is_given_is_the_reference_byte_for_byte(name, template_folder):
    original = template_folder.parent / "reference" / name
    assert (template_folder / "cs231n" / name).read_bytes() == original.read_bytes()
