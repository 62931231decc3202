"""Which scenarios are run, on which inputs, and what the reference gives on them."""
