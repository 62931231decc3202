"""Defines the frozen records that the packages exchange."""
