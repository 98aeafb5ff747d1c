"""Made-up data, seeded: for measuring, and for seeing what indicators find in what was planted."""
