"""What the public sees of commitments."""
