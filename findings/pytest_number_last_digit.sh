#!/usr/bin/env bash
# Finding: the doctest option NUMBER forgives a whole unit of the last digit, which is all of `1e-3`.
# Packages: pytest 9.2.0
# Expected: values that round to the digits written: `3.1` stands for 3.05 to 3.15 and `1e-3` for 0.0005 to 0.0015.
# Seen: 3.19 and 3.01 pass for `3.1`, 0.0019 and 0.0001 for `1e-3`, 0.09 and -0.09 for `0.0`, 17900.0 for `1.7e4`;
#     3.21 and 0.0021 fail.
# Why it matters: an error of 90 % passes a check that reads like two figures, and the tolerance is absolute. For small
#     numbers write one digit more than you mean, or compare with `pytest.approx` and a relative tolerance.
set -euo pipefail
source "$(dirname "$0")/shared/fresh_environment.sh"

install pytest==9.2.0

cat > make.py <<'PYTHON'
CASES = [("3.19", "3.1"), ("3.01", "3.1"), ("0.0019", "1e-3"), ("0.0001", "1e-3"), ("0.09", "0.0"), ("-0.09", "0.0")]
CASES += [("17900.0", "1.7e4"), ("3.21", "3.1"), ("0.0021", "1e-3")]
with open("numbers.txt", "w") as script:
    for number, (shown, expected) in enumerate(CASES):
        with open(f"test_{number}.txt", "w") as test:
            test.write(f">>> {shown}  # doctest: +NUMBER\n{expected}\n")
        script.write(f"{shown} for {expected}\n")
PYTHON
python make.py
number=0
while read -r words; do
    status=0
    pytest -q -p no:cacheprovider "test_$number.txt" > log.txt 2>&1 || status=$?
    case "$status" in 0) seen=passes ;; 1) seen=fails ;; *) cat log.txt; exit 1 ;; esac
    echo "$words: $seen"
    echo "$words: $seen" >> seen.txt
    number=$((number + 1))
done < numbers.txt
cat > wanted.txt <<'TEXT'
3.19 for 3.1: passes
3.01 for 3.1: passes
0.0019 for 1e-3: passes
0.0001 for 1e-3: passes
0.09 for 0.0: passes
-0.09 for 0.0: passes
17900.0 for 1.7e4: passes
3.21 for 3.1: fails
0.0021 for 1e-3: fails
TEXT
diff wanted.txt seen.txt
