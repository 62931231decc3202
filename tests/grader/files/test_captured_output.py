"""What an instructor's code prints: kept from the terminal, its beginning kept for staff."""

import os
import subprocess
import sys

import pytest

from grader.files.captured_output import MOST_BYTES, captured_output


def test_nothing_that_is_printed_reaches_the_terminal(capfd):
    with captured_output() as found:
        print("one")
        print("two", file=sys.stderr)
        sys.stdout.buffer.write(b"three\n")
        os.write(1, b"around")
        sys.__stdout__.write("around too")
        subprocess.run([sys.executable, "-c", "print('from outside')"], check=True)
    assert found.text == "one\ntwo\nthree"
    assert capfd.readouterr() == ("", "")


def test_only_the_beginning_is_kept():
    with captured_output() as found:
        for _ in range(1000):
            print("x" * 1000)
    assert len(found.text) < MOST_BYTES + 10
    assert found.text.endswith(" ...")


def test_printing_works_again_afterwards_also_after_an_error(capfd):
    def fails():
        with captured_output():
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fails()
    print("again")
    os.write(2, b"here")
    assert capfd.readouterr() == ("again\n", "here")
