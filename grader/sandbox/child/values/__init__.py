"""Turns values of all kinds into plain parts that a frame can hold, and back; never a pickle."""
