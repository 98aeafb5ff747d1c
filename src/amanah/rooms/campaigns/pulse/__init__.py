"""An anonymous pulse: one to five questions before and after a campaign, or standing."""
