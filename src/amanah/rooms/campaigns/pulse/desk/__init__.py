"""The staff screens of pulses."""
