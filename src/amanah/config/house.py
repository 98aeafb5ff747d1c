"""The desk's own screens, which belong to no room: what the navigation shows for foundation and engines."""
