"""The desk screens of scopes."""
