"""Courses as data: pages with scenes, choices and what follows from them, then questions. A new course is a new file."""
