"""Modules that a rubric wants imported before the fork: they are there, or refused by name with the reason."""

import pytest

from grader.errors import RubricError
from grader.execution.session import SandboxSession
from grader.model.record import IsolationLevel
from grader.model.rubric import Function, Limits, Rubric
from grader.model.submission import Submission
from grader.sandbox.levels import LIMITED
from grader.sandbox.preloading import refuse_preload
from grader.sandbox.selftest import chosen
from grader.sandbox.slot import Slot

REFUSED = [
    ("no_such_module", "No module named"),
    ("asyncio.windows_events", "fails: ImportError"),
    ("grader", "may not read"),
    ("polars", "starts threads"),
]
MODULE = b"import sys\ndef f():\n    return [name for name in ('wave', 'colorsys') if name in sys.modules]\n"
RUN = "def run(s, given):\n    return {'out': s.f()['out']}\n"


def loaded(slot, *preload):
    """Which of two modules are loaded when a submission of a rubric begins."""
    function = Function(name="f", path="m.py", returns=(("out",),))
    rubric = Rubric(
        id="r", title="R", notebook="n.ipynb", seed=0, functions={"f": function}, opaque=(), questions=(),
        limits=Limits(), preload=preload,
    )  # fmt: skip
    files = {"m.py": MODULE}
    session = SandboxSession(slot, rubric, Submission(id="a", sha256="", files=files, running=files))
    try:
        return session.ask({"op": "scenario", "source": RUN}, {}, "f").values["out"]
    finally:
        session.close()


@pytest.mark.parametrize(("module", "why"), REFUSED)
def test_a_module_that_cannot_be_imported_ahead_is_refused(module, why):
    with pytest.raises(RubricError, match=why) as caught:
        Slot(LIMITED, preload=[module])
    assert f"`{module}`" in caught.value.what
    with pytest.raises(RubricError, match=why) as caught:
        refuse_preload(IsolationLevel.LIMITED, [module], "rubric.toml, assignment, preload")
    assert caught.value.where == "rubric.toml, assignment, preload"


def test_at_full_only_what_is_in_sight_can_be_imported():
    isolation = chosen("auto")
    if isolation.level != IsolationLevel.FULL:
        pytest.skip("no isolation level `full` here")
    for module in ("no_such_module", "grader", "polars"):
        with pytest.raises(RubricError):
            Slot(isolation, preload=[module])


def test_a_slot_never_serves_a_rubric_with_the_modules_of_another(walled):
    assert loaded(walled, "wave") == ["wave"]
    assert loaded(walled, "wave", "colorsys") == ["wave", "colorsys"]
    assert loaded(walled, "colorsys") == ["colorsys"]
    assert loaded(walled) == []


def test_a_process_that_is_started_for_a_submission_has_them_too():
    with Slot(chosen("limited"), fresh=True, preload=["wave"]) as slot:
        assert loaded(slot, "wave") == ["wave"]
        assert loaded(slot) == []
    with pytest.raises(RubricError, match="No module named"):
        Slot(chosen("limited"), fresh=True, preload=["no_such_module"])
