"""The questions of a pulse: shipped as data, each with its source."""
