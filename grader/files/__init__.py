"""Files on disk and in zips: written whole or not at all."""
