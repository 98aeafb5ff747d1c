"""Controlled documents: drafted, reviewed in rounds, approved by two who did not draft, handed out, read with proof, withdrawn."""
