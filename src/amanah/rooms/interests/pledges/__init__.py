"""Pledges: the integrity pact and the yearly declaration of compliance, signed in the application."""
