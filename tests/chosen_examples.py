"""How property tests choose their examples: the same ones every time, or as many others as RANDOM_EXAMPLES says."""

import os

from hypothesis import HealthCheck, settings

ASKED = int(os.environ.get("RANDOM_EXAMPLES", "0"))


def examples(count=100):
    """Settings for a number of examples, without a limit of time."""
    return settings(
        max_examples=ASKED or count,
        derandomize=not ASKED,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    )


settings.register_profile("chosen", examples())
settings.load_profile("chosen")
