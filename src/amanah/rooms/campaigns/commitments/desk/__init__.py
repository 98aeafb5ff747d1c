"""The staff screens of commitments."""
