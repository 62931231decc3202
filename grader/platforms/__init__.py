"""Learning platforms: hand-ins from them, and marks and feedback back to them."""
