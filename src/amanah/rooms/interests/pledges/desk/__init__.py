"""The staff screens of pledges."""
