"""The outside of a run: requests, deadlines, and what comes back made into records."""
