"""The staff screens of protection."""
