"""Bringing in what SP4N-LAPOR! and SIMADU export: read without trust, checked whole before anything is filed, filed by portions."""
