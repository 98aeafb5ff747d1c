"""What may be read of personal data's register, breaches and requests, always out of what the viewer may see."""
