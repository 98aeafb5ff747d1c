"""Interests: what somebody has beside their office, declared before it touches a decision; pledges; reports of assets."""
