"""The room's one page for everybody."""
