"""Learning: short courses that anyone may take, on any phone, without an account and without a trace."""
