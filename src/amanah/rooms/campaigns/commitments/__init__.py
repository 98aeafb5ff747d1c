"""Commitments: what each unit promises, signed by its head before a senior witness, renewed every year."""
