#!/usr/bin/env bash
# Finding: a weighted test whose subtest fails is left out of the results, and its points out of the total.
# Packages: gradescope-utils 0.5.0
# Expected: three tests of 2, 3 and 4 points, the second with one failing subtest, give 6 of 9 and one failed entry;
#     a skipped test is listed without points.
# Seen: 6 points and no failed entry: the test with the failing subtest is nowhere in results.json, nor is the skipped
#     one. What the student reads is 6 of 6.
# Why it matters: `subTest` is the natural loop over shapes and dtypes; a wrong answer makes the maximum smaller
#     instead of costing points. Compare the number of entries with the number of tests.
set -euo pipefail
source "$(dirname "$0")/shared/fresh_environment.sh"

install gradescope-utils==0.5.0

cat > suite.py <<'PYTHON'
import io
import json
import unittest

from gradescope_utils.autograder_utils.decorators import weight
from gradescope_utils.autograder_utils.json_test_runner import JSONTestRunner


class Mean(unittest.TestCase):
    @weight(2)
    def test_without_subtests(self):
        self.assertEqual(sum([1, 3]) / 2, 2)

    @weight(3)
    def test_one_of_three_subtests_fails(self):
        for size in (1, 2, 3):
            with self.subTest(size=size):
                self.assertLess(size, 3)

    @weight(4)
    def test_three_subtests_pass(self):
        for size in (1, 2, 3):
            with self.subTest(size=size):
                self.assertLess(size, 4)

    @weight(5)
    @unittest.skip("needs a newer library")
    def test_skipped(self):
        self.fail()


written = io.StringIO()
outcome = JSONTestRunner(stream=written).run(unittest.defaultTestLoader.loadTestsFromTestCase(Mean))
results = json.loads(written.getvalue())
names = [test["name"].split()[0] for test in results["tests"]]
most = sum(test["max_score"] for test in results["tests"])

assert outcome.testsRun == 4, outcome.testsRun
assert len(outcome.failures) == 1, outcome.failures
assert names == ["test_three_subtests_pass", "test_without_subtests"], names
assert {test["status"] for test in results["tests"]} == {"passed"}, results
assert (results["score"], most) == (6, 6), (results["score"], most)
print(f"tests run {outcome.testsRun}, failed {len(outcome.failures)}; entries in results.json: {', '.join(names)}")
print(f"score {results['score']} of {most} (the tests declare 14)")
PYTHON
python suite.py
