"""Makes known mistakes of what a class did often and nobody wrote down (docs/decisions/0042, 0043)."""
