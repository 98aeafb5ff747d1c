"""The staff screens of campaigns."""
