"""What the holder of a receipt answers and reports about retaliation."""
