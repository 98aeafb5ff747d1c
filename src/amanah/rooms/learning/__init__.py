"""Learning: short courses that anyone may take without a trace, and what the staff must know, learned and have to show for it."""
