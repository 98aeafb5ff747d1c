"""A starter library of schemes: how wrong is done in the processes of a labour ministry, and what holds it back."""
