"""Protection: of whoever reports, against retaliation; and of whoever was named without fault, whose name is cleared."""
