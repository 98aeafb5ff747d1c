"""The screens of visits: those of the institution, and the room itself."""
