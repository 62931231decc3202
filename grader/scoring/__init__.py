"""From evidence to verdicts and points, and what people decided over both."""
