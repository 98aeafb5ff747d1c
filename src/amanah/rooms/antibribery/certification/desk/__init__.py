"""The desk screens of certification."""
