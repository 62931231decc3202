"""The sandbox seen from outside: slots that give each submission a fork of a warm process."""
