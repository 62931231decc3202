"""Values beside expected values: when two are one, and where they differ."""
