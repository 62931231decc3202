"""The benchmarks beside other checkouts and of repairs write the classes that they say."""

from benchmarks import beside, repairs
from benchmarks.cells import ROOT


def test_every_checkout_grades_both_sizes_of_both_classes_in_turns(tmp_path, monkeypatch):
    graded = []

    def once(checkout, class_folder, work, *more):
        graded.append((checkout, class_folder.parent.name, len(list(class_folder.iterdir()))))
        assert more == (("--repair", "off") if checkout == ROOT else ())
        return 1.0 + graded[-1][2]

    monkeypatch.setattr(beside, "one", once)
    found = beside.lines({"this one": ROOT, "other": tmp_path}, tmp_path / "work", students=4, runs=1)
    assert [size for _, _, size in graded] == [1, 4] * 4
    assert [(what, where) for where, what, _ in graded[::2]] == [
        (what, where) for what in ("whole unit", "same cells") for where in (ROOT, tmp_path)
    ]
    assert found["whole unit"]["other"][0].each == 1.0


def test_two_of_five_hand_ins_have_a_wrong_function_each_another(tmp_path):
    repairs.written(tmp_path / "class", 10)
    right = (ROOT / "examples/class/perfect/cs231n/layers.py").read_text()
    added = [
        (tmp_path / f"class/s{student:03d}/cs231n/layers.py").read_text().removeprefix(right) for student in range(10)
    ]
    wrong = [student for student, text in enumerate(added) if "def " in text]
    assert wrong == [1, 3, 6, 8]
    assert len({added[student].split("\n", 3)[3] for student in wrong}) == 4
