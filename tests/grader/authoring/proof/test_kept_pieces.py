"""What an audit found is taken again where nothing that it depends on changed, and never where something did."""

import json
from collections import Counter

import pytest

from grader.authoring.audit import audit
from grader.authoring.proof import mistake_trials, mutants
from grader.authoring.proof.kept_pieces import NOT_KNOWN, KeptPieces, files_beside
from grader.authoring.proof.workers import workers_of
from grader.files.disk_cache import DiskCache
from grader.grading.pool import GradingSettings
from grader.grading.retry import WorkerEnded
from grader.model.submission import Audience
from grader.probes.expected import expect


@pytest.fixture
def judged(monkeypatch):
    """How many records of mistakes were judged, and how often mutants were tried."""
    counted = Counter()
    judge, tried = mistake_trials.judge, mutants.tried_mutants

    def counting_judge(record, *given):
        counted[record.submission.id] += 1
        return judge(record, *given)

    def counting_trials(*given):
        counted["mutants"] += 1
        return tried(*given)

    monkeypatch.setattr(mistake_trials, "judge", counting_judge)
    monkeypatch.setattr(mutants, "tried_mutants", counting_trials)
    return counted


@pytest.fixture
def again(stats, slot, tmp_path_factory):
    """Audits the assignment as it then stands, with what earlier audits kept."""
    kept = DiskCache(tmp_path_factory.mktemp("cache") / "kept")

    def found(language="en", beside=None, cache=kept):
        assignment = stats.load()
        known = files_beside(assignment, stats.rubric) if beside is None else beside
        return audit(assignment, expect(assignment), slot, language, cache, mutants=9, beside=known)

    found.kept = kept
    return found


def test_what_is_unchanged_is_not_judged_again_and_the_report_is_the_same(again, judged):
    first = again()
    assert judged == {"over_rows": 1, "not_squared": 1, "mutants": 1}
    assert again() == first == again(cache=DiskCache(None))
    assert judged == {"over_rows": 2, "not_squared": 2, "mutants": 2}


def test_of_mistakes_only_the_changed_one_is_judged_again(again, judged, stats):
    again()
    judged.clear()
    stats.change("mistakes/over_rows.py", "it is off", "it is over rows")
    again()
    assert judged == {"over_rows": 1}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("rubric.toml", 'outputs = ["v"]', 'outputs = ["v"]\ntolerance = 0.5'),
        ("scenarios.py", "size=(N, 3)) - 2", "size=(N, 3)) - 5"),
        ("reference.py", "(center(x) ** 2)", "(center(x) ** 2.0)"),
    ],
    ids=["tolerance", "scenario", "reference"],
)
def test_after_what_all_depend_on_changed_all_are_judged_again(again, judged, stats, file, old, new):
    again()
    judged.clear()
    stats.change(file, old, new)
    found = again()
    assert judged == {"over_rows": 1, "not_squared": 1, "mutants": 1}
    assert found == again(cache=DiskCache(None))


def test_after_a_file_that_mistakes_may_read_changed_all_are_judged_again(again, judged, stats):
    (stats.folder / "mistakes/table.csv").write_text("1,2")
    again()
    judged.clear()
    stats.change("mistakes/table.csv", "2", "22")
    again()
    assert judged == {"over_rows": 1, "not_squared": 1, "mutants": 1}


def test_a_mistake_whose_numbers_changed_may_change_what_others_are_named(again, judged, stats):
    again()
    judged.clear()
    stats.change("mistakes/not_squared.py", "abs(center(x))", "abs(center(x) * 3)")
    assert again() == again(cache=DiskCache(None))
    assert judged["over_rows"] == 2


def test_what_may_hang_on_a_combination_is_judged_again_once_another_mistake_of_it_changed(again, judged, stats):
    again()
    ((piece,),) = ([one for one in _pieces(again.kept) if one["found"]["id"] == "over_rows"],)
    assert piece["others"] == ["not_squared", "over_rows"]  # variance fails too, and stands on what is named in center
    judged.clear()
    stats.change("mistakes/not_squared.py", "it is off", "it is not squared")
    again()
    assert judged == {"not_squared": 1, "over_rows": 1}


def _pieces(kept):
    read = (entry.read_bytes()[40:] for entry in kept._folder.iterdir())
    found = (json.loads(content) for content in read if content[:1] == b"{")
    return [piece for entry in found for piece in entry.values() if "found" in piece]


def test_another_language_is_told_in_its_own_words(again, judged):
    english, chinese = again(), again("zh")
    assert judged["over_rows"] == 2
    assert [one["id"] for one in english["mistakes"]] == [one["id"] for one in chinese["mistakes"]]


def test_nothing_is_kept_where_nobody_looked_at_the_files(again, judged):
    again(beside=NOT_KNOWN)
    again(beside=NOT_KNOWN)
    assert judged["over_rows"] == judged["mutants"] == 2


def test_a_spoilt_entry_is_judged_again(again, judged, tmp_path_factory):
    first = again()
    judged.clear()
    for entry in again.kept._folder.iterdir():
        entry.write_bytes(entry.read_bytes()[:-1])
    assert again() == first
    assert judged == {"over_rows": 1, "not_squared": 1, "mutants": 1}


def test_pieces_that_were_not_asked_for_are_dropped(tmp_path):
    def pieces():
        return KeptPieces(DiskCache(tmp_path / "kept"), "numbers", "all", int)

    first = pieces()
    first.add("one", 1)
    first.add("two", 2)
    first.write()
    second = pieces()
    assert (second.get("one"), second.get("three")) == (1, None)
    second.write()
    assert pieces().get("two") is None


def test_what_is_kept_under_another_form_is_not_taken(tmp_path):
    kept = DiskCache(tmp_path / "kept")
    first = KeptPieces(kept, "numbers", "all", str)
    first.add("one", "1")
    first.write()
    assert KeptPieces(kept, "numbers", "all", int).get("one") is None


def test_several_workers_find_what_one_finds(stats, slot):
    settings = GradingSettings(rubric=stats.rubric, audience=Audience.STAFF, language="en", isolation=slot.isolation)
    grader = settings.grader()
    several = audit(grader.assignment, grader.expectations, slot, workers=workers_of(2, settings, grader))
    assert several == stats.audited()


def test_what_a_worker_that_ended_leaves_is_done_here(stats, slot):
    assignment = stats.load()

    def ended(_work, names):
        yield from ((name, WorkerEnded(reason="it was killed", judging=(), over=False)) for name in names)

    assert (
        audit(assignment, expect(assignment), slot, workers=mistake_trials.Workers(spread=ended, fewest=2))
        == stats.audited()
    )


def test_one_worker_is_this_process(stats, slot):
    settings = GradingSettings(rubric=stats.rubric, audience=Audience.STAFF, language="en", isolation=slot.isolation)
    assert workers_of(1, settings, settings.grader()) is None


def test_a_worker_starts_no_sandbox_where_nothing_has_to_run(stats, slot):
    settings = GradingSettings(rubric=stats.rubric, audience=Audience.STAFF, language="en", isolation=slot.isolation)
    workers = workers_of(2, settings, settings.grader())
    assert sorted(workers.spread(_has_source, ["one", "two"])) == [("one", False), ("two", False)]


def _has_source(slot, _name):
    return slot._source is not None
