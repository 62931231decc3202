#!/usr/bin/env bash
# Finding: the bounds of a numeric answer are rounded to four decimals, so that the right answer may lie outside.
# Packages: text2qti 0.8.0
# Expected: the quiz holds the range as written; a range that its format cannot hold is refused with a message, as
#     text2qti does for numbers below 0.0001.
# Seen: [0.123456, 0.123459] becomes 0.1235 to 0.1235, and 1.23456 +- 0.00001 becomes 1.2346 to 1.2346: no number of
#     the written range is inside. 0.00012345 +- 1% becomes 0.0001 to 0.0001. No message, exit 0.
# Why it matters: the right answer, typed with all of its digits, scores zero in the quiz. Scale the question (ask for
#     thousandths), or widen the range to at least 0.0001 on each side.
set -euo pipefail
source "$(dirname "$0")/shared/fresh_environment.sh"

install text2qti==0.8.0

cat > show.py <<'PYTHON'
import re
import subprocess
import zipfile

CASES = (
    ("0.3 +- 0.1", 0.3, ("0.2000", "0.4000")),
    ("[0.123456, 0.123459]", 0.1234575, ("0.1235", "0.1235")),
    ("1.23456 +- 0.00001", 1.23456, ("1.2346", "1.2346")),
    ("0.00012345 +- 1%", 0.00012345, ("0.0001", "0.0001")),
)
for number, (answer, right, wanted) in enumerate(CASES):
    with open(f"quiz{number}.txt", "w") as quiz:
        quiz.write(f"Quiz title: demo\n\n1.  What is x?\n=   {answer}\n")
    subprocess.run(["text2qti", f"quiz{number}.txt"], check=True, capture_output=True)
    with zipfile.ZipFile(f"quiz{number}.zip") as archive:
        text = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
    low, high = (re.search(rf"<var{end}te [^>]*>([^<]+)<", text).group(1) for end in ("g", "l"))
    assert (low, high) == wanted, (answer, low, high)
    inside = float(low) <= right <= float(high)
    assert inside == (number == 0), (answer, low, high)
    print(f"= {answer}: the quiz takes {low} to {high}; {right} is {'inside' if inside else 'outside'}")
PYTHON
python show.py
