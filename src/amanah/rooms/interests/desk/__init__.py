"""The staff screens of the room."""
