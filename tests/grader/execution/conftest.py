"""What holds of a session holds at every level of isolation."""

import pytest


@pytest.fixture(scope="module")
def slot(walled):
    return walled
