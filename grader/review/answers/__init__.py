"""Lets several people mark written answers and plots, each different one once."""
