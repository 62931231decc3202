"""Each required library is tried behind the walls, where hand-ins will import it."""

from dataclasses import replace

from grader.authoring.proof.libraries import unusable_libraries


def test_a_library_that_hand_ins_can_import_is_no_weakness(tiny, slot):
    tiny.spoil("tiny.toml", "seed = 1\n", 'seed = 1\nrequirements = ["ruamel.yaml", "rich"]\n')
    assert unusable_libraries(tiny.load(), slot) == []


def test_one_that_is_hidden_from_them_is_named(tiny, slot):
    tiny.spoil("tiny.toml", "seed = 1\n", 'seed = 1\nrequirements = ["hypothesis"]\n')
    assignment = tiny.load()
    hidden = replace(assignment, rubric=replace(assignment.rubric, packages=()))
    assert unusable_libraries(hidden, slot) == [{"weakness": "import hypothesis", "name": "hypothesis"}]


def test_without_requirements_nothing_is_started(tiny):
    assert unusable_libraries(tiny.load(), None) == []
