"""The desk screens of requirements."""
