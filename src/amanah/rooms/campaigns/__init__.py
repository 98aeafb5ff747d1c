"""Integrity campaigns: what they want to change, whom they reach, and what leaders and staff add to them."""
