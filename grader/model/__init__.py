"""Frozen records that the parts hand to one another; no behaviour beyond reading themselves."""
