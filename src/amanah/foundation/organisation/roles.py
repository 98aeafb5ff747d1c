"""The one role of the organisation's own screens."""

ROLE = "organisation.administrator"
"""Administers the organisation below the unit that the grant names."""
