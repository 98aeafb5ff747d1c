"""Amanah, an open integrity platform for public institutions."""

__version__ = "0.1.0"
